"""Proving that a register is whole before it leaves, and before it is seen."""

from __future__ import annotations

from registre_core.kernel.errors import IntegrityBreach
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports.storage import RegisterReader
from registre_core.register import Erasures, verify
from registre_core.services.register import misfilings_in


def require_intact(register: RegisterReader, workspace: WorkspaceId) -> None:
    """Refuse a register that is broken: whoever takes it elsewhere would be told there that it was forged.

    Raises:
        IntegrityBreach: ``register-broken``.
    """
    erasures = Erasures()
    found = verify(erasures.noted(register.chain()), workspace=workspace, head=register.head())
    found = found.with_breaches(misfilings_in(register, erasures, None))
    if not found.is_intact:
        first = found.breaches[0]
        said = f"the register is broken at entry {first.number} ({first.damage.value}): verify it"
        raise IntegrityBreach("register-broken", said, {"number": first.number, "breaches": len(found.breaches)})
