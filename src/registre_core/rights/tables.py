"""The catalogue of modules and rights that every workspace starts from, in the order people see them.

Source: release 1.47 for the groups and modules. A right is written ``module.verb``; plug-ins add modules under the same
form. Codes are stored in profiles, users and the register: one that was released never changes and never means
something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from registre_core.kernel.errors import Problem
from registre_core.kernel.names import folded
from registre_core.kernel.validation import Checked, matching, must, not_blank


@frozen
class Group(Checked):
    """Modules that stand together on the pages, such as *tronc commun*: it orders them, and gives nobody anything."""

    code: str = field(metadata=must(matching(r"[a-z-]+", "common")))
    """Stable name."""
    french: str = field(metadata=must(not_blank))
    """What people read."""
    english: str = field(metadata=must(not_blank))
    """The same for developers."""


COMMON = Group("common", "Tronc commun", "Common core")
"""What every customer has, whatever else he takes."""
BUILDING = Group("building", "Gestion du bâtiment", "Building management")
"""What is wrong in the building, and whom one asks to see to it."""
COMMISSIONS = Group("commissions", "Commissions de sécurité", "Safety commissions")
"""What the authority came to see, and what it asks for."""
HOT_WORK = Group("hot-work", "Permis de feu", "Hot work")
"""Work by flame or spark, from its permit to the look back at the place."""
BILLING = Group("billing", "Facturation", "Billing")
"""What the customer owes."""
SUMMARY = Group("summary", "Synthèse", "Summary")
"""The state of one or several sites on a day."""
REGISTER = Group("register", "Registre", "Register")
"""What the law wants written down, and what proves that it was."""
EXTENSIONS = Group("extensions", "Modules complémentaires", "Extensions")
"""Where modules of plug-ins stand that name no group: behind all others."""


@frozen
class Right(Checked):
    """One thing somebody may do, on the sites that are his. It is held whole or not at all."""

    code: str = field(metadata=must(matching(r"[a-z-]+\.[a-z-]+", "findings.create")))
    """Stable name, ``module.verb``."""
    french: str = field(metadata=must(not_blank))
    """What people read."""
    english: str = field(metadata=must(not_blank))
    """The same for developers."""
    needs: frozenset[str] = frozenset()
    """Rights without which this one is not held either; they may be of other modules."""


@frozen
class Module(Checked):
    """The rights on one kind of thing, as the pages put them under one heading."""

    code: str = field(metadata=must(matching(r"[a-z-]+", "findings")))
    """Stable name."""
    french: str = field(metadata=must(not_blank))
    """What people read."""
    english: str = field(metadata=must(not_blank))
    """The same for developers."""
    rights: tuple[Right, ...]
    """In the order people see them."""
    group: Group = EXTENSIONS
    """Where it stands; that of a plug-in may name a group of the core, and stands behind the core's modules there."""

    def contradictions(self) -> Iterable[Problem]:
        """The rights of a module carry its name, and people can tell them apart."""
        for right in self.rights:
            if not right.code.startswith(f"{self.code}."):
                yield Problem("rights", "right-of-another-module", f"{right.code} is not of module {self.code}")
        for language in ("french", "english"):
            labels = [folded(getattr(right, language)) for right in self.rights]
            if len(set(labels)) < len(labels):
                said = f"two rights of module {self.code} have one {language} label: nobody could tell which is ticked"
                yield Problem("rights", "rights-read-alike", said, {"module": self.code})


_VERBS: Mapping[str, tuple[str, str]] = {
    "consult": ("Consulter", "Consult"),
    "create": ("Créer", "Create"),
    "edit": ("Modifier", "Edit"),
    "delete": ("Supprimer un brouillon", "Delete a draft"),
    "sign": ("Signer", "Sign"),
    "close": ("Clôturer", "Close"),
    "extract": ("Extraire", "Extract"),
    "clear": ("Lever", "Clear"),
    "award": ("Retenir une offre", "Award"),
    "record": ("Enregistrer une ronde", "Record a round"),
    "generate": ("Générer", "Generate"),
    "export": ("Exporter", "Export"),
    "administer": ("Administrer", "Administer"),
}
"""What is kept by law is never deleted: only a draft is, which nobody was sent and nobody signed."""

_ACROSS: Mapping[str, frozenset[str]] = {
    "interventions.extract": frozenset({"documents.consult"}),  # one selects in the report, so one reads it
    "findings.extract": frozenset({"documents.consult"}),
    "requests.create": frozenset({"findings.consult", "contractors.consult"}),  # from an anomaly, to contractors
    "quotes.create": frozenset({"findings.consult", "contractors.consult"}),
    "quotes.award": frozenset({"interventions.create"}),  # who is awarded comes: that is an intervention
    "prescriptions.create": frozenset({"visits.consult"}),  # a prescription is one of a visit
    "prescriptions.extract": frozenset({"visits.consult", "documents.consult"}),
    "permits.create": frozenset({"contractors.consult"}),  # a permit always names who does the work
    "watch.consult": frozenset({"permits.consult"}),  # a round is one of a permit
}
"""Beside the module's own *consulter*: what a right cannot be used without."""


def _module(group: Group, code: str, french: str, english: str, verbs: str = "") -> Module:
    rights = tuple(Right(f"{code}.{verb}", *_VERBS[verb], _needs(code, verb)) for verb in ("consult", *verbs.split()))
    return Module(code, french, english, rights, group)


def _needs(module: str, verb: str) -> frozenset[str]:
    """Nobody changes what he may not see."""
    consult = frozenset[str]() if verb == "consult" else frozenset({f"{module}.consult"})
    return consult | _ACROSS.get(f"{module}.{verb}", frozenset())


MODULES: tuple[Module, ...] = (
    _module(COMMON, "users", "Utilisateurs et profils", "Users and profiles", "create edit administer"),
    _module(COMMON, "sites", "Sites", "Sites", "create edit"),
    _module(COMMON, "contractors", "Prestataires et interlocuteurs", "Contractors and contacts", "create edit"),
    _module(COMMON, "interventions", "Interventions", "Interventions", "create edit sign close extract"),
    _module(COMMON, "documents", "Documents", "Documents", "create"),
    _module(
        BUILDING, "findings", "Anomalies et observations", "Anomalies and observations", "create edit extract clear"
    ),
    _module(BUILDING, "requests", "Demandes d'intervention", "Intervention requests", "create edit delete"),
    _module(BUILDING, "quotes", "Demandes de devis", "Quote requests", "create edit award delete"),
    _module(COMMISSIONS, "visits", "Visites", "Visits", "create edit"),
    _module(COMMISSIONS, "prescriptions", "Prescriptions", "Prescriptions", "create edit extract clear"),
    _module(HOT_WORK, "permits", "Permis de feu", "Hot-work permits", "create edit sign close delete"),
    _module(HOT_WORK, "watch", "Levée de doute", "Post-work check", "record"),
    _module(BILLING, "invoices", "Factures", "Invoices"),
    _module(SUMMARY, "summary", "Synthèse", "Summary", "generate"),
    _module(REGISTER, "logbook", "Exercices, travaux et consignes", "Drills, works and instructions", "create edit"),
    _module(REGISTER, "register", "Registre", "Register", "export"),
)
"""What the core itself knows. Invoices are only read: the ledger is the operator's, so no debtor marks himself paid."""
