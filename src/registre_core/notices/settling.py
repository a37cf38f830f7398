"""What of the table a workspace and its people may leave out. Safety is never left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from registre_core.kernel.errors import Problem
from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.notices.tables import SAFETY, TOPICS


def unknown_topics(name: str, kinds: Iterable[str]) -> Iterator[Problem]:
    """Tell which of these kinds the table does not have.

    Args:
        name: of the field that names them.
        kinds: what somebody wants to leave out.
    """
    for kind in sorted(kinds):
        if kind not in TOPICS:
            yield Problem(name, "unknown-topic", f"nobody is told of {kind!r}", {"kind": kind})


def may_leave_out(kinds: Collection[str]) -> Verdict:
    """Whether notices of these kinds may be left out: a reason for each that may not, with what asks for it."""
    wanted = [TOPICS[kind] for kind in sorted(kinds) if kind in SAFETY]
    reasons = (
        Reason("safety-notice", f"{one.kind} concerns safety: nobody is left out", one.source, {"kind": one.kind})
        for one in wanted
    )
    return Verdict.no(*reasons) if wanted else YES
