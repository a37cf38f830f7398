"""The rules of rights, one module a behaviour: pure functions over catalogue, profiles and situations."""

from registre_core.rights.policy.compiled import AccountRights, CompiledRights, Held, compiled
from registre_core.rights.policy.explaining import Explanation, Layer, Says, Statement, explained
from registre_core.rights.policy.guards import (
    Granting,
    keeps_an_administrator,
    may_carry_out,
    may_change_himself,
    may_erase,
    may_grant,
)
from registre_core.rights.policy.holding import (
    ADMINISTER,
    effective_rights,
    given_rights,
    is_known,
    may,
    may_act,
    works_there,
)
from registre_core.rights.policy.propagation import (
    Consequence,
    Difference,
    Move,
    Profiles,
    Reach,
    Shift,
    administrators,
    consequences,
    is_lasting_administrator,
)

__all__ = [
    "ADMINISTER",
    "AccountRights",
    "CompiledRights",
    "Consequence",
    "Difference",
    "Explanation",
    "Granting",
    "Held",
    "Layer",
    "Move",
    "Profiles",
    "Reach",
    "Says",
    "Shift",
    "Statement",
    "administrators",
    "compiled",
    "consequences",
    "effective_rights",
    "explained",
    "given_rights",
    "is_known",
    "is_lasting_administrator",
    "keeps_an_administrator",
    "may",
    "may_act",
    "may_carry_out",
    "may_change_himself",
    "may_erase",
    "may_grant",
    "works_there",
]
