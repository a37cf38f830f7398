# ruff: noqa: SLF001  # saboteurs reach into the letter box
"""Notifiers that keep every promise but one."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Mapping
from typing import ClassVar

from attrs import evolve

from registre_core.kernel.errors import AdapterFailure, NotFound
from registre_core.kernel.reasons import FactValue
from registre_core.ports import Attachment, Message, Notifier
from registre_core.testing.contracts.notifier import FarEnd
from registre_core.testing.memory import LetterBox, RecordingNotifier


class WrongNotifier(RecordingNotifier):
    """A notifier that breaks one promise."""

    breaks: ClassVar[str]
    """The obligations that must catch it."""


class BoxOf(LetterBox, FarEnd):
    """A letter box to which such notifiers deliver."""

    def __init__(self, notifier: type[RecordingNotifier]) -> None:
        super().__init__()
        self._notifier = notifier

    def open(self, *, patience: float = 30.0) -> Notifier:
        return self._notifier(self, patience=patience)


class DropsAccents(WrongNotifier):
    """Writes as its grandfather's telegraph did."""

    breaks = "NTF-1"

    def deliver(self, message: Message) -> None:
        super().deliver(evolve(message, text=message.text.encode("ascii", "replace").decode()))


class ComposesSubjects(WrongNotifier):
    """Takes look-alikes for the same."""

    breaks = "NTF-1"

    def deliver(self, message: Message) -> None:
        super().deliver(evolve(message, subject=unicodedata.normalize("NFKC", message.subject)))


class BreaksLongLines(WrongNotifier):
    """Cuts lines where the wire wants it."""

    breaks = "NTF-1"

    def deliver(self, message: Message) -> None:
        lines = [
            line[start : start + 998] for line in message.text.split("\n") for start in range(0, len(line) or 1, 998)
        ]
        super().deliver(evolve(message, text="\n".join(lines)))


class EndsAtALoneDot(WrongNotifier):
    """Believes that a line of one dot is the end."""

    breaks = "NTF-1"

    def deliver(self, message: Message) -> None:
        super().deliver(evolve(message, text=message.text.partition("\n..\n")[0]))


class AnswersTooEarly(WrongNotifier):
    """Takes a message for delivered when it is noted down; what a crash leaves of that is nothing."""

    breaks = "NTF-1"

    def __init__(self, box: LetterBox | None = None, *, patience: float = 5.0) -> None:
        super().__init__(box, patience=patience)
        self._noted: list[Message] = []

    def deliver(self, message: Message) -> None:
        if self._closed:
            super().deliver(message)
        self._noted.append(message)

    def close(self) -> None:
        for message in self._noted:
            super().deliver(message)
        self._noted.clear()
        super().close()


class NumbersItsKeys(WrongNotifier):
    """Gives each delivery a key of its own."""

    breaks = "NTF-2"

    def deliver(self, message: Message) -> None:
        super().deliver(evolve(message, key=f"{len(self.delivered)}"))


class CutsKeys(WrongNotifier):
    """Keeps as much of a key as its column holds."""

    breaks = "NTF-2"

    def deliver(self, message: Message) -> None:
        super().deliver(evolve(message, key=message.key[:64]))


class FoldsKeys(WrongNotifier):
    """Takes a key for sent that differs by case."""

    breaks = "NTF-2"

    def deliver(self, message: Message) -> None:
        if message.key.lower() not in {earlier.key.lower() for earlier in self.delivered}:
            super().deliver(message)


class TellsByTheText(WrongNotifier):
    """Takes two messages of one text for the same."""

    breaks = "NTF-2"

    def deliver(self, message: Message) -> None:
        if (message.recipient, message.text) not in {(earlier.recipient, earlier.text) for earlier in self.delivered}:
            super().deliver(message)


class WritesToAllSoFar(WrongNotifier):
    """Forgets to empty its list of recipients."""

    breaks = "NTF-3"

    def deliver(self, message: Message) -> None:
        for earlier in {earlier.recipient for earlier in self.delivered} - {message.recipient}:
            super().deliver(evolve(message, recipient=earlier))
        super().deliver(message)


class SplitsAtCommas(WrongNotifier):
    """Takes a header for a list of recipients."""

    breaks = "NTF-3"

    def deliver(self, message: Message) -> None:
        for recipient in message.recipient.split(","):
            super().deliver(evolve(message, recipient=recipient.strip()))


class SharesOneDraft(WrongNotifier):
    """Writes on one sheet of paper, whoever else is writing on it."""

    breaks = "NTF-3"

    def deliver(self, message: Message) -> None:
        self._draft = message
        time.sleep(0.001)
        super().deliver(evolve(message, text=self._draft.text))


class TakesRefusalsForPassing(WrongNotifier):
    """Tries for ever to write to somebody who is gone."""

    breaks = "NTF-4"

    def deliver(self, message: Message) -> None:
        try:
            super().deliver(message)
        except AdapterFailure as failure:
            raise AdapterFailure(failure.code, failure.message, failure.facts, retryable=True) from failure


class SwallowsRefusals(WrongNotifier):
    """Returns as if a message that was refused had gone."""

    breaks = "NTF-4"

    def deliver(self, message: Message) -> None:
        try:
            super().deliver(message)
        except AdapterFailure as failure:
            if failure.code != "delivery-refused":
                raise


class RaisesItsOwn(WrongNotifier):
    """Lets the error of its library out."""

    breaks = "NTF-4 NTF-5"

    def deliver(self, message: Message) -> None:
        try:
            super().deliver(message)
        except AdapterFailure as failure:
            if failure.code == "notifier-closed":
                raise
            raise ConnectionError(failure.message) from failure


class ReportsTheMissing(WrongNotifier):
    """Tells a refused recipient in the family of what is not in a workspace."""

    breaks = "NTF-4"

    def deliver(self, message: Message) -> None:
        try:
            super().deliver(message)
        except AdapterFailure as failure:
            if failure.code == "delivery-refused":
                raise NotFound("document-not-found", failure.message) from failure
            raise


class GivesUpForGood(WrongNotifier):
    """Takes whoever does not answer for dead."""

    breaks = "NTF-5"

    def deliver(self, message: Message) -> None:
        try:
            super().deliver(message)
        except AdapterFailure as failure:
            raise AdapterFailure(failure.code, failure.message, failure.facts) from failure


class SwallowsFailures(WrongNotifier):
    """Returns as if a message that nobody took had gone."""

    breaks = "NTF-5"

    def deliver(self, message: Message) -> None:
        try:
            super().deliver(message)
        except AdapterFailure as failure:
            if failure.code != "delivery-postponed":
                raise


class WaitsForEver(WrongNotifier):
    """Knows no time limit."""

    breaks = "NTF-6"

    def __init__(self, box: LetterBox | None = None, *, patience: float = 5.0) -> None:
        super().__init__(box, patience=patience * 1_000)


class StaysBroken(WrongNotifier):
    """Keeps the connection that was cut."""

    breaks = "NTF-7"

    def __init__(self, box: LetterBox | None = None, *, patience: float = 5.0) -> None:
        super().__init__(box, patience=patience)
        self._broken: AdapterFailure | None = None

    def deliver(self, message: Message) -> None:
        if self._broken and not self._closed:
            raise self._broken
        try:
            super().deliver(message)
        except AdapterFailure as failure:
            self._broken = failure if failure.code != "notifier-closed" else None
            raise


class ConnectsWhenOpened(WrongNotifier):
    """Keeps a register shut while the mail server is being restarted."""

    breaks = "NTF-8"

    def __init__(self, box: LetterBox | None = None, *, patience: float = 5.0) -> None:
        super().__init__(box, patience=patience)
        if self.box._is_away:
            raise AdapterFailure("delivery-postponed", "nobody answers", retryable=True)


class PutsHtmlInstead(WrongNotifier):
    """Sends HTML to those who read text."""

    breaks = "NTF-9"

    def deliver(self, message: Message) -> None:
        super().deliver(evolve(message, text=message.html or message.text))


class DropsHtml(WrongNotifier):
    """Says that it carries HTML, and does not."""

    breaks = "NTF-9"

    def deliver(self, message: Message) -> None:
        super().deliver(evolve(message, html=None))


class MakesHtml(WrongNotifier):
    """Dresses every text up."""

    breaks = "NTF-9"

    def deliver(self, message: Message) -> None:
        super().deliver(evolve(message, html=message.html or f"<pre>{message.text}</pre>"))


class DropsAttachments(WrongNotifier):
    """Sends the letter without its enclosure."""

    breaks = "NTF-10"

    def deliver(self, message: Message) -> None:
        super().deliver(evolve(message, attachments=()))


class SortsAttachments(WrongNotifier):
    """Puts attachments in an order of its own."""

    breaks = "NTF-10"

    def deliver(self, message: Message) -> None:
        in_order = sorted(message.attachments, key=lambda attachment: attachment.content)
        super().deliver(evolve(message, attachments=tuple(in_order)))


class TakesAttachmentsForTexts(WrongNotifier):
    """Mends the line ends of what looks like text."""

    breaks = "NTF-10"

    def deliver(self, message: Message) -> None:
        super().deliver(evolve(message, attachments=tuple(map(_with_other_line_ends, message.attachments))))


class KeepsAttachments(WrongNotifier):
    """Leaves the last enclosure in the envelope."""

    breaks = "NTF-10"

    def __init__(self, box: LetterBox | None = None, *, patience: float = 5.0) -> None:
        super().__init__(box, patience=patience)
        self._last: tuple[Attachment, ...] = ()

    def deliver(self, message: Message) -> None:
        self._last = message.attachments or self._last
        super().deliver(evolve(message, attachments=self._last))


class DeliversAfterTheEnd(WrongNotifier):
    """Opens again by itself."""

    breaks = "NTF-11"

    def close(self) -> None:
        pass


class ClosesTheFarEnd(WrongNotifier):
    """Closes what others still use."""

    breaks = "NTF-11"

    def close(self) -> None:
        self.box.__dict__["closed"] = True

    def deliver(self, message: Message) -> None:
        self._closed = "closed" in self.box.__dict__
        super().deliver(message)


class TakesTheGoneForRefused(WrongNotifier):
    """Goes on writing to a machine that asked to be left alone."""

    breaks = "NTF-12"

    def deliver(self, message: Message) -> None:
        try:
            super().deliver(message)
        except AdapterFailure as failure:
            if failure.code == "recipient-gone":
                raise AdapterFailure("delivery-refused", failure.message, failure.facts) from failure
            raise


class TriesTheGoneAgain(WrongNotifier):
    """Believes that whoever is gone comes back."""

    breaks = "NTF-12"

    def deliver(self, message: Message) -> None:
        try:
            super().deliver(message)
        except AdapterFailure as failure:
            retryable = failure.retryable or failure.code == "recipient-gone"
            raise AdapterFailure(failure.code, failure.message, failure.facts, retryable=retryable) from failure


class DropsFacts(WrongNotifier):
    """Says that machines read it, and tells them nothing."""

    breaks = "NTF-13"

    def deliver(self, message: Message) -> None:
        super().deliver(evolve(message, facts={}))


class WritesFactsOut(WrongNotifier):
    """Makes a text of every number."""

    breaks = "NTF-13"

    def deliver(self, message: Message) -> None:
        super().deliver(evolve(message, facts={name: str(value) for name, value in message.facts.items()}))


class TakesYesForOne(WrongNotifier):
    """Keeps what is true as a number."""

    breaks = "NTF-13"

    def deliver(self, message: Message) -> None:
        facts = {name: int(value) if isinstance(value, bool) else value for name, value in message.facts.items()}
        super().deliver(evolve(message, facts=facts))


class TellsTheSecond(WrongNotifier):
    """Cuts a moment at its second."""

    breaks = "NTF-13"

    def deliver(self, message: Message) -> None:
        told_at = message.told_at.replace(microsecond=0) if message.told_at else None
        super().deliver(evolve(message, told_at=told_at))


class KeepsFacts(WrongNotifier):
    """Leaves the last facts where the next find them."""

    breaks = "NTF-13"

    def __init__(self, box: LetterBox | None = None, *, patience: float = 5.0) -> None:
        super().__init__(box, patience=patience)
        self._last: Mapping[str, FactValue] = {}

    def deliver(self, message: Message) -> None:
        self._last = {**self._last, **message.facts}
        super().deliver(evolve(message, facts=self._last))


class TakesNoAnswer(WrongNotifier):
    """Lets answers go to whoever sends for the host."""

    breaks = "NTF-14"

    def deliver(self, message: Message) -> None:
        super().deliver(evolve(message, reply_to=None))


class AnswersToItself(WrongNotifier):
    """Has every answer come back to who was written to."""

    breaks = "NTF-14"

    def deliver(self, message: Message) -> None:
        super().deliver(evolve(message, reply_to=message.reply_to or message.recipient))


class FailsOnFacts(WrongNotifier):
    """Refuses a message for what it need not carry."""

    breaks = "NTF-13 NTF-14"

    def deliver(self, message: Message) -> None:
        if message.facts or message.reply_to:
            raise AdapterFailure("delivery-refused", "this far end reads no facts", {"key": message.key})
        super().deliver(message)


def _with_other_line_ends(attachment: Attachment) -> Attachment:
    if attachment.media_type != "text/plain":
        return attachment
    return evolve(attachment, content=attachment.content.replace(b"\r\n", b"\n"))
