"""The legal journal: entries in a hash chain, one chain a workspace."""

from registre_core.register.anchors import Anchor
from registre_core.register.chain import (
    Breach,
    Damage,
    Row,
    Verification,
    Withheld,
    misfilings,
    misplaced_parts,
    next_link,
    sealed,
    vanished,
    verify,
)
from registre_core.register.entities import FORMAT, Entry, Head, Heading, PersonalPart, genesis
from registre_core.register.erasures import Erasures, absent_persons, erased_person

__all__ = [
    "FORMAT",
    "Anchor",
    "Breach",
    "Damage",
    "Entry",
    "Erasures",
    "Head",
    "Heading",
    "PersonalPart",
    "Row",
    "Verification",
    "Withheld",
    "absent_persons",
    "erased_person",
    "genesis",
    "misfilings",
    "misplaced_parts",
    "next_link",
    "sealed",
    "vanished",
    "verify",
]
