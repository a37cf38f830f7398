"""The catalogue of modules and rights that every workspace starts from, in the order people see them.

Source: release 1.47 for the modules. A right is written ``module.verb``; plug-ins add modules under the same form.
"""

from __future__ import annotations

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.validation import Checked, matching, must, not_blank


@frozen
class Right(Checked):
    """One thing somebody may do."""

    code: str = field(metadata=must(matching(r"[a-z-]+\.[a-z-]+", "findings.create")))
    """Stable name, ``module.verb``."""
    french: str = field(metadata=must(not_blank))
    """What people read."""
    english: str = field(metadata=must(not_blank))
    """The same for developers."""
    needs: frozenset[str] = frozenset()
    """Rights without which this one is not held either."""


@frozen
class Module(Checked):
    """A group of rights as the pages group them."""

    code: str = field(metadata=must(matching(r"[a-z-]+", "findings")))
    """Stable name."""
    french: str = field(metadata=must(not_blank))
    """What people read."""
    english: str = field(metadata=must(not_blank))
    """The same for developers."""
    rights: tuple[Right, ...]
    """In the order people see them."""

    def contradictions(self) -> list[Problem]:
        """The rights of a module carry its name."""
        return [
            Problem("rights", "right-of-another-module", f"{right.code} is not of module {self.code}")
            for right in self.rights
            if not right.code.startswith(f"{self.code}.")
        ]


_VERBS = {
    "consult": ("Consulter", "Consult"),
    "create": ("Créer", "Create"),
    "edit": ("Modifier", "Edit"),
    "close": ("Clôturer", "Close"),
    "extract": ("Extraire", "Extract"),
    "administer": ("Administrer", "Administer"),
    "export": ("Exporter", "Export"),
}


def _module(code: str, french: str, english: str, *verbs: str) -> Module:
    consult = f"{code}.consult"
    return Module(
        code,
        french,
        english,
        tuple(
            Right(f"{code}.{verb}", *_VERBS[verb], needs=frozenset() if verb == "consult" else frozenset({consult}))
            for verb in ("consult", *verbs)
        ),
    )


MODULES: tuple[Module, ...] = (
    _module("users", "Utilisateurs et profils", "Users and profiles", "create", "edit", "administer"),
    _module("sites", "Sites", "Sites", "create", "edit"),
    _module("contractors", "Prestataires et interlocuteurs", "Contractors and contacts", "create", "edit"),
    _module("interventions", "Interventions", "Interventions", "create", "edit", "close", "extract"),
    _module("documents", "Documents", "Documents", "create"),
    _module("findings", "Observations", "Observations", "create", "edit"),
    _module("register", "Registre", "Register", "export"),
)
"""What the core itself knows."""
