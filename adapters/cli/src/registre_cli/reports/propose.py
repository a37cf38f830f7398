"""The command that finds the observations of a report, or of all the reports of a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from registre_cli.files import opened
from registre_cli.options import Json, whole_number
from registre_cli.progress import parts
from registre_cli.reports.candidates import described, show
from registre_cli.reports.extract import digest
from registre_cli.reports.options import Password, Recognizer, When, desk, ocr
from registre_cli.saying import warn
from registre_cli.terminal import write_json
from registre_core import InvalidInput
from registre_core.extraction import Ocr
from registre_core.services.reading import Proposal

Target = Annotated[
    Path, Parameter(name="CHEMIN", help="Le rapport, au format PDF, ou un dossier de rapports, sous-dossiers compris.")
]
Out = Annotated[
    Path | None,
    Parameter(
        name="--out",
        metavar="FICHIER",
        help="Pour un dossier : le fichier des propositions, une ligne JSON par rapport ; s’il existe, il continue.",
    ),
]
Number = Annotated[
    int | None,
    Parameter(
        name="--workers",
        metavar="N",
        converter=whole_number,
        help="Pour un dossier : combien de rapports sont lus en même temps ; par défaut, un par cœur.",
    ),
]


def propose(
    target: Target,
    /,
    *,
    out: Out = None,
    workers: Number = None,
    when: When = "auto",
    recognizer: Recognizer = None,
    password: Password = None,
    as_json: Json = False,
) -> None:
    """Find what reports themselves say."""
    mode = ocr(when)
    if target.is_dir():
        from registre_cli.reports.archive import work_through

        work_through(target, out, workers, mode, recognizer, password, as_json=as_json)
        return
    _refuse_options_of_folders(out, workers)
    proposal = _proposed(target, mode, recognizer, password)
    if as_json:
        write_json([described(candidate) for candidate in proposal.candidates])
    else:
        show(target, proposal)
    if proposal.unread:
        told = ", ".join(map(str, proposal.unread))
        warn(f"pages non lues, faute de texte : {told} ; sans --ocr never, elles sont reconnues")


def _proposed(file: Path, mode: Ocr, recognizer: str | None, password: str | None) -> Proposal:
    reader = desk(recognizer)
    with opened(file, "CHEMIN") as stream:
        document = digest(stream)
        with (
            parts("Lecture du rapport") as bar,
            reader.open(stream, document=document, password=password, ocr=mode) as report,
        ):
            return report.propose(progress=bar)


def _refuse_options_of_folders(out: Path | None, workers: int | None) -> None:
    for option, given in (("--out", out), ("--workers", workers)):
        if given is not None:
            said = f"{option} is for a folder of reports: for one file, redirect the output"
            raise InvalidInput.at(option, "option-for-folders", said, option=option)
