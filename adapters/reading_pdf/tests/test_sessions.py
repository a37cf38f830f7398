"""A worker from within: what it does between two requests, and how it leaves."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from attrs import define, field

from registre_core.testing.pdfs import pdf
from registre_reading_pdf import worker
from registre_reading_pdf.answers import Drawn, answer_of, most_of, opened_of
from registre_reading_pdf.endings import IDLE, OUT_OF_MEMORY
from registre_reading_pdf.frames import read_frame
from registre_reading_pdf.lines import SocketLine
from registre_reading_pdf.opening import Limits
from registre_reading_pdf.reading import PdfReading
from registre_reading_pdf.requests import Opening, Request, What

FILE = pdf(*(f"page{number}" for number in range(1, 8)))
LIMITS = Limits()


@define(eq=False)
class Host:
    """The other end of a worker's line."""

    line: SocketLine
    read: list[int] = field(factory=list)
    """Pages that the worker read, in this order."""
    codes: list[int] = field(factory=list)
    """How it left."""

    def open(self) -> None:
        self.line.send(Opening(LIMITS, None, FILE).frame().written())
        opened_of(read_frame(self.line.receive, most_of(None, LIMITS)))

    def ask(self, *pages: int) -> list[str]:
        requests = [Request(What.TEXT, page) for page in pages]
        self.line.send(b"".join(request.frame().written() for request in requests))
        answers = [answer_of(read_frame(self.line.receive, most_of(What.TEXT, LIMITS)), asked) for asked in requests]
        return [answer.characters for answer in answers if isinstance(answer, Drawn)]


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """Run a worker in a thread, with no bounds: they would be those of the tests."""
    monkeypatch.setattr(worker, "bound", lambda _: True)
    monkeypatch.setattr(worker, "allow", lambda _: None)
    ours, theirs = socket.socketpair()
    made = Host(SocketLine(ours))
    read = PdfReading._read  # noqa: SLF001

    def noted(self: PdfReading, number: int) -> Drawn:
        made.read.append(number)
        return read(self, number)

    monkeypatch.setattr(PdfReading, "_read", noted)
    serving = threading.Thread(target=lambda: made.codes.append(worker.ended(SocketLine(theirs), None)))
    serving.start()

    try:
        made.open()
        yield made
    finally:
        ours.close()
        serving.join()
        theirs.close()


def leave(host: Host) -> list[int]:
    """Hang up, and wait until the worker is done with what it does."""
    host.line._socket.shutdown(socket.SHUT_WR)  # noqa: SLF001
    while not host.codes:
        threading.Event().wait(0.01)
    return host.read


def test_the_next_page_is_read_before_it_is_asked_for(host: Host) -> None:
    assert host.ask(1) == ["page1"]
    while host.read != [1, 2]:
        threading.Event().wait(0.01)
    assert host.ask(2) == ["page2"]
    assert leave(host)[:2] == [1, 2]


def test_who_turns_pages_at_will_has_none_read_ahead(host: Host) -> None:
    assert host.ask(5) == ["page5"]
    assert host.ask(3) == ["page3"]
    assert leave(host) == [5, 3]


def test_a_request_that_waits_comes_before_the_next_page(host: Host) -> None:
    assert host.ask(1, 7, 4) == ["page1", "page7", "page4"]
    assert leave(host) == [1, 7, 4]


def test_after_the_last_page_there_is_no_next_one(host: Host) -> None:
    assert host.ask(6, 7) == ["page6", "page7"]
    assert leave(host) == [6, 7]


def test_a_worker_whose_host_is_gone_leaves(host: Host) -> None:
    leave(host)

    assert host.codes == [IDLE]


def test_a_worker_without_memory_leaves_and_says_so(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(PdfReading, "page", full)
    host.line.send(Request(What.PAGE, 1).frame().written())
    leave(host)

    assert host.codes == [OUT_OF_MEMORY]
