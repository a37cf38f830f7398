"""The command for a timer: what the host does every night."""

from __future__ import annotations

from typing import Annotated, Any

from cyclopts import Parameter

from registre_cli import troubles
from registre_cli.labels import day
from registre_cli.opening import operator, without_documents
from registre_cli.options import Json
from registre_cli.saying import plural
from registre_cli.terminal import Words, terminal, write_json
from registre_cli.typography import number, typeset
from registre_core import AdapterFailure
from registre_core.services.nightly import Night

Address = Annotated[str, Parameter(name="ADRESSE", help="L’adresse de la base, comme sqlite:///registre.db.")]


def nightly(address: Address, /, *, as_json: Json = False) -> None:
    """Do the night's work for every workspace of a database."""
    with without_documents(address) as registre:
        night = registre.nightly.run(operator())
    if as_json:
        write_json(described(night))
    else:
        terminal().print(Words(sentence(night)))
    if night.troubles:
        said = f"the night's work failed in {len(night.troubles)} workspaces; first: {night.troubles[0].error}"
        raise AdapterFailure("night-incomplete", said, troubles.summed_up(night.troubles))


def described(night: Night) -> dict[str, Any]:
    """Give the result as plain values."""
    return {
        "on": night.on.isoformat(),
        "workspaces": night.workspaces,
        "standings": night.standings,
        "notices": night.notices,
        "troubles": [*map(troubles.described, night.troubles)],
    }


def sentence(night: Night) -> str:
    """Say in French what was done."""
    late = f"interventions en retard dans {plural(night.workspaces, 'environnement')}"
    turned = plural(night.standings, "compte a changé de situation", "comptes ont changé de situation")
    said = [
        late if night.workspaces else "aucune intervention en retard",
        turned if night.standings else "aucun compte n'a changé de situation",
        f"{number(night.notices)} avis mis en attente" if night.notices else "aucun avis",
    ]
    return typeset(f"Nuit du {day(night.on)} : {', '.join(said)}.")
