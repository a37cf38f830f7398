"""What failed in some workspaces while the others were done."""

from __future__ import annotations

from collections.abc import Sequence

from registre_cli.answers import message_of
from registre_core import AdapterFailure
from registre_core.kernel.reasons import FactValue
from registre_core.services.everywhere import Trouble


def described(trouble: Trouble) -> dict[str, str]:
    """Give one as plain values."""
    return {
        "workspace": str(trouble.workspace),
        "code": trouble.error.code,
        "message": message_of(trouble.error),
    }


def require_peace(troubles: Sequence[Trouble], code: str, what: str) -> None:
    """Let a command fail, once all was told that was done.

    Raises:
        AdapterFailure: with this code, if anything failed.
    """
    if not troubles:
        return
    first = troubles[0]
    facts: dict[str, FactValue] = {
        "count": len(troubles),
        "workspace": str(first.workspace),
        "first": message_of(first.error),
    }
    raise AdapterFailure(code, f"{what} failed in {len(troubles)} workspaces; first: {first.error}", facts)
