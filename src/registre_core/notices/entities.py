"""Topics of notices, what a workspace settled of them, who subscribed to them, and how one is put into words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from enum import StrEnum
from uuid import UUID

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import SubscriptionId
from registre_core.kernel.reasons import Source
from registre_core.kernel.validation import E_MAIL, Checked, at_least, aware, must, not_blank, one_line, well_formed
from registre_core.notices.addresses import callback_address
from registre_core.notices.facts import Facts, Promise

LONGEST_SPAN = 90
"""Days after which somebody is reminded again at the latest: what is late for a season is late every season."""


@frozen
class Topic(Checked):
    """One row of the table «who is told what»."""

    kind: str = field(metadata=must(not_blank))
    """Its stable name, which each of its notices bears, such as ``intervention-overdue``."""
    label: str = field(metadata=must(not_blank, one_line))
    """What people choose it by, in French."""
    audience: str = field(metadata=must(not_blank, one_line))
    """Who is told, in French, as the table shows it."""
    source: Source
    """What asks for it."""
    facts: Mapping[str, Promise] = field(factory=dict, hash=False)
    """What each of its notices says, and how it is written."""
    is_safety: bool = False
    """It waits for nothing, and nobody can be left out of it: not by himself, and not by the workspace."""
    is_reminder: bool = False
    """Gathered with the others of one recipient and night: one reminder rather than three."""


@frozen
class NoticeSettings(Checked):
    """What a workspace settled of its notices; it has these until it settles something else."""

    off: frozenset[str] = frozenset()
    """Kinds that nobody is told of, none of them of safety."""
    remind_again_after: int = field(default=7, metadata=must(at_least(1)))
    """Days between two reminders of one thing."""
    quiet_from: time | None = None
    """From then on, local time, what is not of safety waits for the morning; None, if it goes out at any hour."""
    quiet_until: time | None = None
    """The end of these hours."""
    reply_to: str | None = field(default=None, metadata=must(E_MAIL, one_line, well_formed))
    """The address that answers go to; that of the host unless one is given."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Raised by each change."""

    def contradictions(self) -> Iterator[Problem]:
        """Quiet hours begin and end, and what is late is not forgotten for a season."""
        if (self.quiet_from is None) is not (self.quiet_until is None):
            yield Problem("quiet_until", "quiet-hours-half-set", "quiet hours have a beginning and an end, or neither")
        if self.remind_again_after > LONGEST_SPAN:
            said = f"'remind_again_after' must be at most {LONGEST_SPAN}, not {self.remind_again_after}"
            facts = {"maximum": LONGEST_SPAN, "value": self.remind_again_after}
            yield Problem("remind_again_after", "number-too-large", said, facts)


@frozen
class Muting(Checked):
    """An address that wants no notices of some kinds."""

    recipient: str = field(metadata=must(not_blank, one_line, well_formed))
    """The address, to the letter."""
    kinds: frozenset[str]
    """What it wants nothing of."""


class StopReason(StrEnum):
    """Why a subscription gets nothing any more."""

    GONE = "gone"
    """Its far end said that it is gone for good (410)."""
    BY_HAND = "by-hand"
    """Somebody stopped it."""


@frozen
class Subscription(Checked):
    """A machine that is told: where signed callbacks go to."""

    id: SubscriptionId
    address: str = field(metadata=must(callback_address))
    """Where they go, such as ``https://gmao.exemple.fr/registre``, as `CallbackAddress` writes it."""
    kinds: frozenset[str]
    """What it is told of; everything, if empty."""
    since: datetime = field(metadata=must(aware))
    """When it was added."""
    stopped_at: datetime | None = field(default=None, metadata=must(aware))
    """Since when it is told nothing any more, if it was stopped."""
    stopped_for: StopReason | None = None
    """Why."""
    version: int = field(default=1, metadata=must(at_least(1)))
    """Raised by each change."""

    @property
    def is_told(self) -> bool:
        """Whether anything goes there."""
        return self.stopped_at is None

    def contradictions(self) -> Iterator[Problem]:
        """One that was stopped was stopped for a reason, and no other has one."""
        if (self.stopped_at is None) is not (self.stopped_for is None):
            said = "'stopped_for' says why it was stopped, once it was and not before"
            yield Problem("stopped_for", "stopped-without-reason", said)


@frozen
class Letter(Checked):
    """A notice with everything its words may quote, as it stood when it was to go out."""

    kind: str = field(metadata=must(not_blank))
    """Its topic."""
    told_at: datetime = field(metadata=must(aware))
    """When what it tells of happened."""
    workspace: str = field(metadata=must(not_blank))
    """The name of the workspace."""
    site: str | None = None
    """The name of the site, if it is about one."""
    subject: str | None = None
    """What it is about, in the words of who named it: what a finding says, the place of a permit, what is asked for; of
    an intervention its type."""
    subject_id: UUID | None = None
    """Which one it is: a host that has pages leads there by it."""
    facts: Facts = field(factory=dict, hash=False)
    """What the notice said, and what was looked up when it went out: see `tables.TOPICS` and `looked_up.LOOKED_UP`."""
    link: str | None = field(default=None, repr=False)
    """Where whoever reads it goes on: may hold a secret, so it is never logged."""
    parts: tuple[Letter, ...] = ()
    """What a reminder gathers."""


@frozen
class Worded(Checked):
    """A letter in words."""

    subject: str = field(metadata=must(not_blank, one_line, well_formed))
    """What it is about, in one line."""
    text: str = field(metadata=must(not_blank, well_formed), repr=False)
    """What it says, in lines that end with ``\\n``: may hold the secret of a link, so it is never logged."""
    html: str | None = field(default=None, metadata=must(well_formed), repr=False)
    """The same as a whole page."""
