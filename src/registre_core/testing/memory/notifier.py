"""A letter box in memory, and the notifier that delivers to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from threading import Event

from registre_core.kernel.errors import AdapterFailure
from registre_core.ports.notifier import Message, Notifier


class LetterBox:
    """Where recording notifiers deliver to: a test reads what arrived, and lets deliveries fail.

    Example:
        >>> box = LetterBox()
        >>> notifier = box.open()
        >>> notifier.deliver(Message("k-1", box.address("anne"), "Permis de feu", "À signer."))
        >>> [message.recipient for message in box.arrived()]
        ['anne@exemple.fr']
    """

    def __init__(self) -> None:
        self._arrived: list[Message] = []
        self._refused: set[str] = set()
        self._gone: set[str] = set()
        self._is_away = False
        self._speaking = Event()
        self._speaking.set()

    def open(self, *, patience: float = 30.0) -> Notifier:
        """Open a notifier that delivers here."""
        return RecordingNotifier(self, patience=patience)

    def address(self, name: str) -> str:
        """Give the address of whoever has this name."""
        return f"{name}@exemple.fr"

    def arrived(self) -> tuple[Message, ...]:
        """Give everything that arrived, the first first."""
        return tuple(self._arrived)

    def refuse(self, recipient: str) -> None:
        """Know no such recipient from now on."""
        self._refused.add(recipient)

    def welcome(self, recipient: str) -> None:
        """Know this recipient again."""
        self._refused.discard(recipient)

    def leave(self, recipient: str) -> None:
        """Say from now on that this recipient is gone for good."""
        self._gone.add(recipient)

    @contextmanager
    def away(self) -> Iterator[None]:
        """Be out of reach meanwhile."""
        self._is_away = True
        try:
            yield
        finally:
            self._is_away = False

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Let whoever delivers wait meanwhile."""
        self._speaking.clear()
        try:
            yield
        finally:
            self._speaking.set()

    def take(self, message: Message, patience: float) -> None:
        """Take a message, or fail as a test has asked for.

        Raises:
            AdapterFailure: ``delivery-postponed``, ``delivery-refused``, ``recipient-gone``.
        """
        facts = {"key": message.key}
        if self._is_away or not self._speaking.wait(patience):
            said = "nobody answers at the far end: try again later"
            raise AdapterFailure("delivery-postponed", said, facts, retryable=True)
        if message.recipient in self._gone:
            raise AdapterFailure("recipient-gone", "the recipient is gone for good: write to it no more", facts)
        if message.recipient in self._refused:
            raise AdapterFailure("delivery-refused", "the far end knows no such recipient", facts)
        self._arrived.append(message)


class RecordingNotifier:
    """The `Notifier` port in memory, every obligation of it: what it delivered can be looked at. It signs, too.

    Args:
        box: where it delivers to; its own unless given.
        patience: how many seconds it waits for a box that is silent.
    """

    def __init__(self, box: LetterBox | None = None, *, patience: float = 5.0) -> None:
        self.box = box or LetterBox()
        self._patience = patience
        self._closed = False

    @property
    def delivered(self) -> tuple[Message, ...]:
        """Give what arrived, the first first."""
        return self.box.arrived()

    def deliver(self, message: Message) -> None:
        if self._closed:
            raise AdapterFailure("notifier-closed", "this notifier was closed: open another")
        self.box.take(message, self._patience)

    def secret(self, address: str, sender: str | None) -> str:
        content = f"{sender}\n{address}"
        return f"whsec_{sha256(content.encode()).hexdigest()}"

    def close(self) -> None:
        """Deliver nothing any more; what arrived stays in the box."""
        self._closed = True
