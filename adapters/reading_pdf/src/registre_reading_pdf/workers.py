"""The workers of this process: one for each document that is read, and no more than processors.

A worker stays when its document is closed: a person selects again in the report that he has just seen. The one that
was asked least recently ends when there is need of another; whose document it was has it opened again when he asks.
"""

from __future__ import annotations

import atexit
import copy
import logging
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition, Lock
from typing import TypeVar

from attrs import define, field

from registre_core.kernel.errors import RegistreError
from registre_reading_pdf.answers import Answer, Opened, answer_of, most_of, opened_of
from registre_reading_pdf.bounds import resource
from registre_reading_pdf.children import Child, Origin
from registre_reading_pdf.endings import engine_failed, too_long
from registre_reading_pdf.frames import Frame, Garbled, read_frame
from registre_reading_pdf.lines import Gone, TooLate
from registre_reading_pdf.nurseries import Nurseries
from registre_reading_pdf.requests import Opening, Request
from registre_reading_pdf.spawning import Spawner
from registre_reading_pdf.spool import Document

SLACK = 2 if resource else 1
"""By how much our clock is slower than the kernel's, which counts what a worker computes and is the fairer one: on a
busy machine a good file must not be given up. Where there is none, ours is all there is."""

One = TypeVar("One")

log = logging.getLogger(__name__)


class Left(Exception):
    """A worker that nobody had asked for a while went just when it was asked again."""


@define(eq=False)
class Place:
    """Room for one worker."""

    is_taken: bool = True
    """Whether somebody is asking it."""
    child: Child | None = None
    """It, while it is there."""
    opened: Opened | None = None
    """What it said of its document."""

    def vacate(self) -> None:
        """End whoever is there."""
        child, self.child = self.child, None
        if child is not None:
            child.end()


@define(eq=False)
class Workers:
    """Leases workers to whoever asks something about a document; safe for threads."""

    _origin: Origin
    _places: dict[bytes, Place] = field(factory=dict, init=False)
    """By the keys of their documents, the least recently asked first."""
    _changed: Condition = field(factory=lambda: Condition(Lock()), init=False)
    _has_warned: bool = field(default=False, init=False)

    def opened(self, document: Document) -> Opened:
        """Have a document opened, or find it open.

        Raises:
            InvalidInput: see the port; ``reading-took-too-long``, ``reading-took-too-much-memory``.
            AdapterFailure: ``pdf-engine-failed``, ``pdf-worker-not-started``.
        """
        with self._leased(document) as place:
            return place.opened  # type: ignore[return-value]  # whoever gets a place finds the document open

    def answer(self, document: Document, request: Request) -> Answer:
        """Ask about a page.

        Raises:
            InvalidInput: see the port; ``reading-took-too-long``, ``reading-took-too-much-memory``.
            AdapterFailure: ``pdf-engine-failed``, ``pdf-worker-not-started``.
        """
        try:
            answer = self._answer(document, request)
        except Left:
            answer = self._answer(document, request)
        if isinstance(answer, RegistreError):
            raise answer
        return answer

    def close(self) -> None:
        """End all workers; the next document starts others."""
        with self._changed:
            idle = [key for key, place in self._places.items() if not place.is_taken]
            places = [self._places.pop(key) for key in idle]
        for place in places:
            place.vacate()
        self._origin.close()

    def abandon(self) -> None:
        """Let go of all workers, in a process that was forked from the one they answer."""
        self._changed = Condition(Lock())
        places, self._places = self._places, {}
        for place in places.values():
            if place.child is not None:
                place.child.abandon()
        self._origin.abandon()

    def __reduce__(self) -> str:
        return "WORKERS"  # another process has its own

    def _answer(self, document: Document, request: Request) -> Answer:
        most = most_of(request.what, document.limits)
        with self._leased(document) as place:
            return _asked(place, document, request.frame(), most, lambda frame: answer_of(frame, request), request.page)

    @contextmanager
    def _leased(self, document: Document) -> Iterator[Place]:
        """Give the place where a document is open, for as long as nobody else asks there."""
        if (failure := document.given_up) is not None:
            raise copy.copy(failure)
        place = self._taken(document)
        try:
            self._fill(place, document)
            yield place
        except BaseException:  # an interrupt, too: who asked next would hear the answer to another
            self._drop(document, place)
            raise
        self._put_back(place)

    def _taken(self, document: Document) -> Place:
        """Wait for the place of a document, or for a free one."""
        with self._changed:
            while True:
                place = self._places.get(document.key)
                if place is not None and not place.is_taken:
                    place.is_taken = True
                    self._places[document.key] = self._places.pop(document.key)
                    return place
                if place is None and (room := self._room(document.limits.workers)) is not None:
                    place = self._places[document.key] = Place()
                    break
                self._changed.wait()
        for other in room:
            other.vacate()
        return place

    def _room(self, most: int) -> list[Place] | None:
        """Take places away, least recently asked first, so that one more has room; nothing if that is in vain."""
        surplus = len(self._places) - max(most, 1) + 1
        idle = [key for key, place in self._places.items() if not place.is_taken]
        if len(idle) < surplus:
            return None
        return [self._places.pop(key) for key in idle[: max(surplus, 0)]]

    def _fill(self, place: Place, document: Document) -> None:
        """See to it that there is a worker, and that it has the document open."""
        if place.child is not None and place.child.is_waiting:
            return
        place.vacate()
        place.child = self._origin.raised(document)
        opening = Opening(document.limits, document.password, place.child.content)
        opened = _asked(place, document, opening.frame(), most_of(None, document.limits), opened_of)
        if isinstance(opened, RegistreError):
            raise opened
        place.opened = opened
        if not (opened.is_bounded or self._has_warned):
            self._has_warned = True
            log.warning("this system does not bound the memory of a process: PDF files are read within a time only")

    def _put_back(self, place: Place) -> None:
        with self._changed:
            place.is_taken = False
            self._changed.notify_all()

    def _drop(self, document: Document, place: Place) -> None:
        place.vacate()
        with self._changed:
            if self._places.get(document.key) is place:
                del self._places[document.key]
            self._changed.notify_all()


def _asked(
    place: Place, document: Document, asked: Frame, most: int, read: Callable[[Frame], One], page: int | None = None
) -> One:
    """Ask a worker, and end it unless it answers as an honest one does."""
    child, limits = place.child, document.limits
    assert child is not None  # noqa: S101  # whoever asks has filled the place
    line, said = child.line, asked.written()
    try:
        line.until(SLACK * limits.seconds)
        line.send(said)
        answer = read(read_frame(line.receive, most))
        line.until(None)
    except TooLate:
        failure: RegistreError = too_long(limits, page)
    except Garbled:
        failure = engine_failed(page)
    except Gone:
        place.child = None
        ending = child.end()
        if ending.was_idle and place.opened is not None:
            place.opened = None
            raise Left from None
        failure = ending.reason(limits, page)
    else:
        return answer
    document.failed(failure)
    raise failure


def origin() -> Origin:
    """Choose where workers come from: a nursery, where processes fork and hand files to each other."""
    return Nurseries() if hasattr(os, "fork") and hasattr(socket, "send_fds") else Spawner()


WORKERS = Workers(origin())
"""Those of this process."""

atexit.register(WORKERS.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=WORKERS.abandon)
