"""S1 of the story: a workspace, its sites, an inspection body, users, a profile."""

from __future__ import annotations

from registre_cli.demo.chapters import Cast
from registre_cli.opening import COMMAND_LINE, operator
from registre_core import Actor, Registre
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.rights import User
from registre_core.workspace import Category, Contact, Contractor, ErpType, Site

MANAGER = (
    "sites.consult contractors.consult documents.create findings.create register.export "
    "interventions.create interventions.edit interventions.close interventions.extract findings.extract "
    "requests.create requests.edit quotes.create quotes.edit quotes.award "
    "visits.create visits.edit prescriptions.create prescriptions.edit prescriptions.extract"
).split()
"""What the head of a town's technical services does."""

CARETAKER = "sites.consult interventions.consult documents.consult findings.consult".split()
"""What a caretaker may look at."""


def acting(user: User, workspace: WorkspaceId) -> Actor:
    """Act as one of the users, at this terminal."""
    return Actor.user(user.id, workspace, client=COMMAND_LINE)


def gather(registre: Registre) -> Cast:
    """Found the workspace and let everybody in."""
    founding = registre.workspace.found(
        operator(),
        name="Commune de Saint-Aubrac-sur-Lisse",
        administrator="Maëlle Kerdoncuff",
        email="m.kerdoncuff@saint-aubrac.example",
    )
    administrator = acting(founding.administrator, founding.workspace.id)
    school, library = _sites(registre, administrator)
    inspectors, contacts = _inspectors(registre, administrator)
    manager, deputy, caretaker = _users(registre, administrator, school)
    profile = registre.rights.create_profile_from_user(administrator, manager.id, name="Responsable technique").profile
    deputy = registre.rights.attach(administrator, deputy.id, profile.id)
    return Cast(
        founding.workspace,
        founding.administrator,
        school,
        library,
        inspectors,
        contacts,
        manager,
        deputy,
        caretaker,
        profile,
    )


def _sites(registre: Registre, administrator: Actor) -> tuple[Site, Site]:
    school = registre.workspace.add_site(
        administrator,
        name="École élémentaire Les Coquelicots",
        erp_type=ErpType.R,
        category=Category.FOURTH,
        address="4, rue de l’Œillet, 99120 Saint-Aubrac-sur-Lisse",
    )
    library = registre.workspace.add_site(
        administrator,
        name="Médiathèque des Tilleuls",
        erp_type=ErpType.S,
        category=Category.FIFTH,
        address="11, place du Marché, 99120 Saint-Aubrac-sur-Lisse",
    )
    return school, library


def _inspectors(registre: Registre, administrator: Actor) -> tuple[Contractor, tuple[Contact, ...]]:
    book = registre.workspace
    inspectors = book.add_contractor(administrator, name="Orvane Contrôle", approved=True)
    contacts = (
        book.add_contact(
            administrator,
            name="Lætitia Quémeneur",
            email="l.quemeneur@orvane.example",
            phone="02 61 91 04 27",
            contractor=inspectors.id,
        ),
        book.add_contact(
            administrator, name="Erwan Le Goff", email="e.le-goff@orvane.example", contractor=inspectors.id
        ),
        book.add_contact(administrator, name="Gaël Prigent", phone="02 61 91 04 55"),
    )
    return inspectors, contacts


def _users(registre: Registre, administrator: Actor, school: Site) -> tuple[User, User, User]:
    rights = registre.rights
    return (
        rights.create_user(
            administrator, name="Loïc Tanguy", email="l.tanguy@saint-aubrac.example", grants=MANAGER
        ).user,
        rights.create_user(administrator, name="Anaïs Le Bihan", email="a.le-bihan@saint-aubrac.example").user,
        rights.create_user(administrator, name="Yannick Morvan", grants=CARETAKER, sites=[school.id]).user,
    )
