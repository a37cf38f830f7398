"""The commands with which an intervention ends: its documents come, people are asked to sign it, it is closed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from registre_cli.files import opened
from registre_cli.interventions.naming import intervention
from registre_cli.interventions.options import Asked, DoneOn
from registre_cli.interventions.showing import tell
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.reading import all_of, chosen
from registre_cli.signers import OnTheSpot, Signers, signatories
from registre_core.kernel.documents import Originality
from registre_core.kernel.written import day_of

File = Annotated[Path, Parameter(name="FICHIER", help="Le fichier à joindre.")]
Documents = Annotated[
    str,
    Parameter(name="--documents", metavar="ADRESSE", help="Où sont les documents, comme file:///var/lib/registre."),
]
Photo = Annotated[
    bool,
    Parameter(name="--photo", negative=(), show_default=False, help="C’est une photo, et non un rapport."),
]
Issued = Annotated[
    str,
    Parameter(
        name="--originality",
        metavar="original|copy|unknown",
        show_default=False,
        help="Si c’est l’original ou une copie ; par défaut, non précisé.",
    ),
]


def attach(
    address: Address,
    asked: Asked,
    file: File,
    /,
    *,
    documents: Documents,
    photo: Photo = False,
    originality: Issued = Originality.UNKNOWN.value,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Attach a report or a photo, before or after closing."""
    (original,) = all_of(partial(chosen, Originality, originality, "--originality"))
    with seated(address, chair, documents) as seat, opened(file, "FICHIER") as stream:
        found, interventions = intervention(seat, asked), seat.registre.interventions
        stored = seat.registre.documents.store(seat.actor, stream, name=file.name, originality=original)
        attaching = interventions.attach_photo if photo else interventions.attach_report
        tell(seat, attaching(seat.actor, found.id, stored), as_json=as_json)


def sign(
    address: Address,
    asked: Asked,
    /,
    *,
    signer: Signers = [],  # noqa: B006  # cyclopts copies it
    on_the_spot: OnTheSpot = [],  # noqa: B006  # as above
    done_on: DoneOn = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Say that it was done, and choose who signs: the last signature closes it."""
    done = None if done_on is None else day_of(done_on, "--done-on")
    with seated(address, chair) as seat:
        found, people = intervention(seat, asked), signatories(seat, signer, on_the_spot)
        to_sign = seat.registre.interventions.ask_signatures(seat.actor, found.id, signatories=people, done_on=done)
        tell(seat, to_sign.intervention, as_json=as_json)


def close(
    address: Address, asked: Asked, /, *, done_on: DoneOn = None, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Close an intervention that nobody is to sign."""
    done = None if done_on is None else day_of(done_on, "--done-on")
    with seated(address, chair) as seat:
        found = intervention(seat, asked)
        tell(seat, seat.registre.interventions.close(seat.actor, found.id, done_on=done), as_json=as_json)
