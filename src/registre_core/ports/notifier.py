"""The door to people: one message to one recipient, worded already, carried under its key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol, runtime_checkable

from attrs import field, frozen

from registre_core.kernel.errors import ConfigurationError
from registre_core.kernel.reasons import FactValue
from registre_core.kernel.validation import Checked, aware, matching, must, not_blank, one_line, well_formed

KEY = matching(r"[!-~]{1,200}", "intervention-planned/0199c2f0, visible ASCII, at most 200 characters")
"""The form of an idempotency key: what a header of a mail or of an HTTP request holds as it is, on one line."""

MEDIA_TYPE = matching(r"(?!message/|multipart/)[a-z]+/[a-z0-9.+-]+", "application/pdf")
"""The form of a media type, without parameters: it goes into a header too. A mail cannot carry mails byte for byte."""


@frozen
class Attachment(Checked):
    """A file that goes with a message."""

    name: str = field(metadata=must(not_blank, one_line, well_formed))
    """Its name as people see it, such as ``bon signé.pdf``."""
    media_type: str = field(metadata=must(MEDIA_TYPE))
    """What it is, such as ``application/pdf``."""
    content: bytes = field(repr=False)
    """Its bytes."""


@frozen
class Message(Checked):
    """One message to one recipient, ready to go: whoever carries it chooses no word of it.

    What ends up in a header stands on one line, so no notifier can be made to add a header or a recipient.
    """

    key: str = field(metadata=must(KEY))
    """Idempotency key: the same message bears the same key each time it is sent, so that its receiver can drop
    repeats."""
    recipient: str = field(metadata=must(not_blank, one_line, well_formed), repr=False)
    """Where it goes, one place: a mail address, or what the notifier takes instead."""
    subject: str = field(metadata=must(not_blank, one_line, well_formed), repr=False)
    """What it is about, in one line."""
    text: str = field(metadata=must(not_blank, well_formed), repr=False)
    """What it says, in lines that end with ``\\n``."""
    html: str | None = field(default=None, metadata=must(well_formed), repr=False)
    """The same for those who read HTML, as a whole page; the text stands for it where HTML cannot go."""
    attachments: tuple[Attachment, ...] = ()
    """Files that go with it, in this order."""
    kind: str | None = field(default=None, metadata=must(one_line))
    """What it tells, for a machine that reads it, such as ``intervention-overdue``."""
    facts: Mapping[str, FactValue] = field(factory=dict, repr=False)
    """What it tells of, for a machine."""
    told_at: datetime | None = field(default=None, metadata=must(aware))
    """When that happened."""
    reply_to: str | None = field(default=None, metadata=must(one_line, well_formed), repr=False)
    """Where answers go, where one can answer."""
    sender: str | None = field(default=None, metadata=must(one_line, well_formed))
    """On whose behalf it is sent, for a machine: the identifier of the workspace, as text. Callbacks are signed with a
    secret of this workspace and address, so no other tenant that names the same address can pass for it."""


class Notifier(Protocol):
    """Carries messages to where people read them. Safe to use from several threads.

    A delivery happens at least once: after a failure the same message is delivered again, by this notifier or by
    another process, and the receiver tells by its key that it has it already.

    Obligations:
        NTF-1: When `deliver` returns, the far end has the message: recipient, subject, and text line by line, accents
            and all, however long. So messages delivered one after the other arrive in that order.
        NTF-2: The key goes with the message, as it is; a message delivered again arrives under the same key, or not a
            second time.
        NTF-3: A message reaches its recipient and nobody else, whole, also when many threads deliver at once.
        NTF-4: What the far end refuses for good is `AdapterFailure` ``delivery-refused``, not retryable; it has not
            arrived.
        NTF-5: What may pass (nobody answers, the far end is busy or full, the connection is cut) is `AdapterFailure`
            ``delivery-postponed``, retryable.
        NTF-6: `deliver` ends within its patience: a far end that says nothing is ``delivery-postponed`` too.
        NTF-7: A failure is over when it is told: the next message goes through as soon as the far end takes it.
        NTF-8: Opening reaches nobody: a notifier can be opened while its far end is away.
        NTF-9: HTML goes beside the text, never in its place; where it cannot go, the text goes alone.
        NTF-10: Attachments arrive with name, media type and bytes, in their order; who cannot carry them refuses the
            message (``delivery-refused``) rather than dropping them.
        NTF-11: After `close`, `deliver` is `AdapterFailure` ``notifier-closed``. Closing twice changes nothing.
        NTF-12: A recipient that is gone, and says that it takes nothing ever again, is `AdapterFailure`
            ``recipient-gone``, not retryable.
        NTF-13: Where a machine reads, kind, facts and moment go with the message, as they are.
        NTF-14: Where one can answer, answers go to the address that the message names.
    """

    def deliver(self, message: Message) -> None:
        """Bring one message to its recipient, and return when the far end has taken charge of it.

        Raises:
            AdapterFailure: ``delivery-refused``, ``recipient-gone``, ``delivery-postponed``, ``notifier-closed``. After
                ``delivery-postponed`` it may have arrived all the same: the answer is what got lost. Where the far
                end says when to come back, its fact ``retry_after`` tells in how many seconds.
        """
        ...

    def close(self) -> None:
        """Give every connection back. Closing twice changes nothing."""
        ...


@runtime_checkable
class SigningNotifier(Notifier, Protocol):
    """A notifier whose messages prove whose they are, by a secret that each recipient is given once."""

    def secret(self, address: str, sender: str | None) -> str:
        """Give what the recipient at this address verifies messages of this sender with; nobody else may learn it."""
        ...


class NullNotifier:
    """Stands where no notifier was chosen, and says so when there is something to deliver.

    It carries nothing, so it must not return as if it had: a notice would count as delivered that nobody will read.
    What is queued stays queued until the host names a notifier.
    """

    def deliver(self, message: Message) -> None:
        """Refuse.

        Raises:
            ConfigurationError: ``no-notifier``.
        """
        said = "no notifier was chosen: name one when the host is opened; what is queued stays queued"
        raise ConfigurationError("no-notifier", said, {"key": message.key})

    def close(self) -> None:
        """Hold nothing, so give nothing back."""
