"""Connections that wait for the next mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from registre_notification_smtp.answers import Refusal
from registre_notification_smtp.conversation import Conversation, Deadline


class Connections:
    """Open conversations with one server: each in one thread's hands at a time, and kept for whoever comes next.

    There are never more than deliveries at once; a thread that ended leaves nothing behind.
    """

    def __init__(self, begin: Callable[[Deadline], Conversation]) -> None:
        self._begin = begin
        self._lock = Lock()
        self._waiting: list[Conversation] = []
        self.is_closed = False

    @contextmanager
    def one(self, deadline: Deadline) -> Iterator[Conversation]:
        """Lend a conversation. What fails in it, other than a refused mail, ends it: nobody knows where it stands."""
        conversation = self._kept(deadline) or self._begin(deadline)
        try:
            yield conversation
        except Refusal:
            self._keep(conversation)
            raise
        except BaseException:
            conversation.close()
            raise
        self._keep(conversation)

    def close(self) -> None:
        """End every conversation; those in use, as soon as they are not."""
        with self._lock:
            self.is_closed = True
            waiting, self._waiting = self._waiting, []
        for conversation in waiting:
            conversation.leave()

    def _kept(self, deadline: Deadline) -> Conversation | None:
        """Give the conversation that was used last, if nobody has ended it meanwhile; with it end those before it."""
        with self._lock:
            conversation = self._waiting.pop() if self._waiting else None
        if conversation is None or conversation.is_alive(deadline):
            return conversation
        with self._lock:
            others, self._waiting = self._waiting, []
        for one in (conversation, *others):
            one.close()
        return None

    def _keep(self, conversation: Conversation) -> None:
        with self._lock:
            if not self.is_closed:
                self._waiting.append(conversation)
                return
        conversation.leave()
