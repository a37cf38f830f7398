"""The command that writes who may what on one sheet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from rich.table import Table

from registre_cli.files import new_file
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.saying import say
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json, write_text
from registre_cli.typography import number, typeset
from registre_core import InvalidInput
from registre_core.rights import Matrix

Csv = Annotated[
    bool,
    Parameter(name="--csv", negative=(), show_default=False, help="L’écrire pour un tableur, au format CSV."),
]
Markdown = Annotated[
    bool,
    Parameter(name="--markdown", negative=(), show_default=False, help="L’écrire en Markdown."),
]
Into = Annotated[
    Path | None,
    Parameter(
        name="--into", metavar="FICHIER", help="Où l’écrire, en CSV si son nom finit par .csv, sinon en Markdown."
    ),
]


def matrix(
    address: Address,
    /,
    *,
    csv: Csv = False,
    markdown: Markdown = False,
    into: Into = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Write which profile gives which right."""
    if csv + markdown + as_json > 1:
        said = "a matrix is written in one form: --csv, --markdown or --json"
        raise InvalidInput.at("--csv", "one-form", said)
    with seated(address, chair) as seat:
        made = seat.registre.rights.matrix(seat.actor)
    if into:
        _keep(made, into, is_csv=csv or (into.suffix == ".csv" and not markdown))
    if as_json:
        write_json({**seat.as_json(), **_described(made)})
    elif into:
        say(Words(f"{typeset('La matrice des droits est écrite :')} {into}"), soft_wrap=True)
    elif csv:
        _write(made.as_csv())
    elif markdown:
        write_text(made.as_markdown().rstrip("\n"))
    else:
        say(seat.as_line())
        say(_table(made))


def _keep(made: Matrix, into: Path, *, is_csv: bool) -> None:
    with new_file(into, "--into") as stream:
        stream.write(made.as_csv() if is_csv else made.as_markdown().encode())


def _table(made: Matrix) -> Table:
    """Lay it out for people at a terminal: what each right opens is left to the written forms."""
    table = headed("Module", "Droit", *(column.profile for column in made.columns))
    add(table, "", "Utilisateurs", *(number(column.users) for column in made.columns))
    above = ""
    for row in made.rows:
        module = row.module or row.group
        add(table, "" if module == above else typeset(module), typeset(row.right), *map(_mark, row.held))
        above = module
    return table


def _mark(held: bool) -> str:  # noqa: FBT001  # the one thing it is about
    return "oui" if held else "·"


def _write(content: bytes) -> None:
    """Bytes go out as they are: spreadsheets look at the first ones."""
    sys.stdout.flush()
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(content.decode())
    else:
        binary.write(content)


def _described(made: Matrix) -> dict[str, Any]:
    return {
        "profiles": [{"name": column.profile, "users": column.users} for column in made.columns],
        "rights": [
            {
                "code": row.code,
                "group": row.group,
                "module": row.module,
                "right": row.right,
                "given_by": [column.profile for column, held in zip(made.columns, row.held, strict=True) if held],
                "opens": list(row.opens),
            }
            for row in made.rows
        ],
    }
