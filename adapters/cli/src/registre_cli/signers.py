"""Firms, contacts and signatories as people name them: what commands about interventions and permits share."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Annotated

from cyclopts import Parameter

from registre_cli.names import the_one
from registre_cli.profiles.seat import ENOUGH, Seat
from registre_cli.reading import all_of, chosen
from registre_core import InvalidInput
from registre_core.kernel.identifiers import ContactId, ContractorId
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole
from registre_core.ports.storage import NamedOrder
from registre_core.services.signatures.signatories import Signatory
from registre_core.workspace import Contact, Contractor

SIGNER, ON_THE_SPOT = "--signer", "--on-the-spot"

Signers = Annotated[
    list[str],
    Parameter(
        name=SIGNER,
        metavar="RÔLE=PERSONNE",
        negative=(),
        help="Qui signe : operator=, contractor= ou contact=, puis un utilisateur ou un interlocuteur. Répétable.",
    ),
]
OnTheSpot = Annotated[
    list[str],
    Parameter(
        name=ON_THE_SPOT,
        metavar="RÔLE=NOM",
        negative=(),
        help="Qui signe sans avoir de compte ni de fiche, par son nom, comme on l’écrit sur place. Répétable.",
    ),
]
"""Whoever has neither an account nor a card."""


def contractor(seat: Seat, asked: str, option: str = "--contractor") -> Contractor:
    """Give the firm that somebody named."""
    with seat.reading() as tx:
        return the_one(
            "contractor",
            asked,
            option,
            lambda identifier: tx.contractors.get(ContractorId(identifier)),
            lambda name: tx.contractors.page(named=name, order=NamedOrder.NAME, limit=ENOUGH).items,
        )


def contact(seat: Seat, asked: str, option: str = "--contact") -> Contact:
    """Give the contact whom somebody named."""
    with seat.reading() as tx:
        return the_one(
            "contact",
            asked,
            option,
            lambda identifier: tx.contacts.get(ContactId(identifier)),
            lambda name: tx.contacts.page(named=name, order=NamedOrder.NAME, limit=ENOUGH).items,
        )


def person(seat: Seat, asked: str, option: str) -> PersonKey:
    """Give the user or the contact whom somebody named; a user before a contact of the same name."""
    try:
        return PersonKey(PersonKind.USER, seat.user(asked, option).id)
    except InvalidInput as error:
        if error.code != "unknown-name":
            raise
    return PersonKey(PersonKind.CONTACT, contact(seat, asked, option).id)


def signatories(seat: Seat, known: Iterable[str], named: Iterable[str] = ()) -> tuple[Signatory, ...]:
    """Give those who are to sign, with everything that is wrong with any of them told at once."""
    return all_of(*(partial(_known, seat, one) for one in known), *(partial(_named, one) for one in named))


def _known(seat: Seat, written: str) -> Signatory:
    role, who = _parted(written, SIGNER)
    return Signatory(role, person(seat, who, SIGNER))


def _named(written: str) -> Signatory:
    role, name = _parted(written, ON_THE_SPOT)
    return Signatory(role, name)


def _parted(written: str, option: str) -> tuple[SignatoryRole, str]:
    role, _, who = written.partition("=")
    return chosen(SignatoryRole, role.strip(), option), who.strip()
