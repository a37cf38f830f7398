"""What a host decides about requests once, for all its workspaces."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.validation import Checked, at_least, must

MEBIBYTE = 2**20
_SHORTEST, _LONGEST = timedelta(days=1), timedelta(days=366)
_MINUTE = timedelta(minutes=1)


@frozen
class RequestPolicy(Checked):
    """How the host reads what the source leaves open about requests for interventions and quotes."""

    link_life: timedelta = timedelta(days=30)
    """For how long a link opens something behind the deadline, or behind its issue where there is none: an answer that
    comes late is kept, and marked. From a day to a year."""
    most_recipients: int = field(default=1_000, metadata=must(at_least(1)))
    """How many one request goes to at most: more were a mailing, and one slip of the hand."""
    most_documents: int = field(default=20, metadata=must(at_least(0)))
    """How many documents one answer brings at most."""
    document_cap: int = field(default=50 * MEBIBYTE, metadata=must(at_least(1)))
    """The largest document that is taken through a link, in bytes: whoever has one has no account."""

    def contradictions(self) -> Iterator[Problem]:
        """A link lives long enough to be answered with."""
        if not _SHORTEST <= self.link_life <= _LONGEST:
            facts = {"least": _SHORTEST // _MINUTE, "most": _LONGEST // _MINUTE}
            said = f"'link_life' goes from {facts['least']} to {facts['most']} minutes"
            yield Problem("link_life", "span-out-of-range", said, facts)


THE_SOURCES_REQUESTS = RequestPolicy()
"""What `mission` reads out of the source."""
