"""The commands that write the summary into files: in print, and row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from registre_cli.files import new_file
from registre_cli.opening import PressChoice
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.progress import parts
from registre_cli.reading import chosen
from registre_cli.saying import plural, say
from registre_cli.summary.options import WHOLE, Scope
from registre_cli.terminal import Words, write_json
from registre_cli.typography import quoted, typeset
from registre_core.services.summary import RowsFormat

Into = Annotated[
    Path, Parameter(name="--into", metavar="FICHIER", help="Le fichier à écrire ; il ne doit pas exister.")
]
Format = Annotated[
    str,
    Parameter(name="--format", metavar="csv|json", show_default=False, help="Tableur ou données ; par défaut, csv."),
]
Renderer = Annotated[
    str,
    Parameter(name="--renderer", metavar="ADRESSE", show_default=False, help="Ce qui imprime ; par défaut, typst."),
]


def rows(
    address: Address,
    /,
    *,
    into: Into,
    form: Format = RowsFormat.CSV.value,
    scope: Scope = WHOLE,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Write every open finding into a file."""
    wanted = chosen(RowsFormat, form, "--format")
    with seated(address, chair) as seat:
        asked = scope.asked(seat)
        with new_file(into, "--into") as stream, parts("Synthèse") as bar:
            summary = seat.registre.summary.rows(seat.actor, stream, form=wanted, progress=bar, **asked)
        if as_json:
            told = {"file": str(into), "rows": summary.open_findings, "digest": summary.digest}
            write_json({**seat.as_json(), **told})
            return
        written = plural(summary.open_findings, "constat ouvert", "constats ouverts")
        say(seat.as_line())
        say(Words(f"{written}{typeset(' : ')}{quoted(str(into))}."))


def printed(
    address: Address,
    /,
    *,
    into: Into,
    renderer: Renderer = "typst",
    scope: Scope = WHOLE,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Print the summary."""
    with seated(address, chair, press=PressChoice(renderer)) as seat:
        asked = scope.asked(seat)
        with new_file(into, "--into") as stream, parts("Synthèse") as bar:
            stream.write(seat.registre.summary.print(seat.actor, progress=bar, **asked).content)
            size = stream.tell()
        _tell(seat, into, size, as_json=as_json)


def _tell(seat: Seat, into: Path, size: int, *, as_json: bool) -> None:
    if as_json:
        write_json({**seat.as_json(), "file": str(into), "size": size})
        return
    say(seat.as_line())
    say(Words(f"{typeset('La synthèse est générée : ')}{quoted(str(into))}."))
