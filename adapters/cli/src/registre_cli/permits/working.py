"""The commands that follow the work: it ends, the place is looked at again, the permit is closed."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import Parameter

from registre_cli import troubles
from registre_cli.moments import moment_of
from registre_cli.opening import operator, without_documents
from registre_cli.options import Address, Json
from registre_cli.permits.naming import permit
from registre_cli.permits.options import Asked, Round
from registre_cli.permits.showing import told
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.saying import plural, say
from registre_cli.signers import OnTheSpot, Signers, signatories
from registre_cli.terminal import Words, write_json
from registre_cli.typography import number, typeset
from registre_core import AdapterFailure
from registre_core.services.permits import Reminded

Ended = Annotated[str | None, Parameter(name="--at", metavar="MOMENT", help="Quand ; par défaut, maintenant.")]
Comment = Annotated[str, Parameter(name="--comment", metavar="TEXTE", help="Ce qui a été vu.")]
NotClear = Annotated[
    bool,
    Parameter(name="--not-clear", negative=(), show_default=False, help="Quelque chose a été trouvé : fumée, chaleur."),
]
Exemption = Annotated[
    str,
    Parameter(
        name="--exemption",
        metavar="TEXTE",
        help="Pourquoi clôturer bien que des rondes ou des détecteurs manquent ; qui agit en répond.",
    ),
]


def end_work(
    address: Address, asked: Asked, /, *, at: Ended = None, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Declare that the work is over: the watch begins."""
    ended = None if at is None else moment_of(at, "--at")
    with seated(address, chair) as seat:
        found = permit(seat, asked).permit
        told(seat, seat.registre.permits.end_work(seat.actor, found.id, ended_at=ended), as_json=as_json)


def record_round(
    address: Address,
    asked: Asked,
    /,
    *,
    minutes: Round,
    comment: Comment = "",
    not_clear: NotClear = False,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Record that the place was looked at just now."""
    with seated(address, chair) as seat:
        found = permit(seat, asked).permit
        saved = seat.registre.permits.record_round(
            seat.actor, found.id, minutes, is_clear=not not_clear, comment=comment
        )
        told(seat, saved, as_json=as_json)


def close(
    address: Address,
    asked: Asked,
    /,
    *,
    signer: Signers = [],  # noqa: B006  # cyclopts copies it
    on_the_spot: OnTheSpot = [],  # noqa: B006  # as above
    exemption: Exemption = "",
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Ask for the signatures that close a permit: the last one does."""
    with seated(address, chair) as seat:
        found, people = permit(seat, asked).permit, signatories(seat, signer, on_the_spot)
        asking = seat.registre.permits.ask_closing
        told(seat, asking(seat.actor, found.id, signatories=people, exemption=exemption).permit, as_json=as_json)


def remind(address: Address, /, *, as_json: Json = False) -> None:
    """Tell whoever watches, everywhere, of rounds that are due or were missed."""
    with without_documents(address) as registre:
        reminded = registre.permits.remind(operator())
    if as_json:
        write_json(_described(reminded))
    else:
        say(Words(_sentence(reminded)))
    if reminded.troubles:
        said = f"reminding of rounds failed in {len(reminded.troubles)} workspaces; first: {reminded.troubles[0].error}"
        raise AdapterFailure("reminders-incomplete", said, troubles.summed_up(reminded.troubles))


def _described(reminded: Reminded) -> dict[str, Any]:
    return {
        "at": reminded.at.isoformat(),
        "workspaces": reminded.workspaces,
        "notices": reminded.notices,
        "troubles": [*map(troubles.described, reminded.troubles)],
    }


def _sentence(reminded: Reminded) -> str:
    where = plural(reminded.workspaces, "environnement")
    watched = f"des rondes attendues dans {where}" if reminded.workspaces else "aucune ronde attendue"
    notices = f"{number(reminded.notices)} avis mis en attente" if reminded.notices else "aucun avis nouveau"
    return typeset(f"Levées de doute : {watched}, {notices}.")
