"""What failed in some workspaces while the others were done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from registre_cli.answers import message_of
from registre_core.kernel.reasons import FactValue
from registre_core.services.everywhere import Trouble


def described(trouble: Trouble) -> dict[str, str]:
    """Give one as plain values."""
    return {
        "workspace": str(trouble.workspace),
        "code": trouble.error.code,
        "message": message_of(trouble.error),
    }


def summed_up(troubles: Sequence[Trouble]) -> Mapping[str, FactValue]:
    """Give what a failure tells of several: how many, where first, and why there."""
    first = troubles[0]
    return {"count": len(troubles), "workspace": str(first.workspace), "first": message_of(first.error)}
