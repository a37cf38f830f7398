"""The command that shows words before they are sent: of a sample, of every sample, or of a notice that waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from registre_cli.files import made_folder, new_file
from registre_cli.naming import identifier
from registre_cli.opening import PostChoice
from registre_cli.options import Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.reading import one_of
from registre_cli.saying import plural, say
from registre_cli.terminal import Words, write_json, write_text
from registre_cli.typography import quoted, typeset
from registre_core import Host, InvalidInput
from registre_core.kernel.identifiers import NoticeId
from registre_core.notices import SAMPLES, Worded
from registre_core.ports import Wording

WHAT = "SORTE"

Asked = Annotated[
    str | None, Parameter(name=WHAT, help="La sorte d’avis, comme round-due ; avec --of, l’identifiant d’un avis.")
]
Of = Annotated[
    str | None, Parameter(name="--of", metavar="ADRESSE", help="Le registre où attend l’avis, comme sqlite:///r.db.")
]
All = Annotated[
    Path | None,
    Parameter(name="--all", metavar="DOSSIER", help="Écrire ici un exemple de chaque sorte : texte et HTML."),
]
Page = Annotated[
    Path | None, Parameter(name="--html", metavar="FICHIER", help="Écrire aussi la page HTML ; le fichier est nouveau.")
]
WordsAddress = Annotated[
    str,
    Parameter(
        name="--words",
        metavar="ADRESSE",
        show_default=False,
        help="Ce qui écrit les avis ; par défaut, french. Vos modèles : french:/etc/registre/modeles.",
    ),
]
RequestLink = Annotated[
    str | None,
    Parameter(
        name="--request-link", metavar="URL", help="Avec --of : où mène le lien d’une demande, avec {secret} dedans."
    ),
]


def preview(
    asked: Asked = None,
    /,
    *,
    of: Of = None,
    every: All = None,
    html: Page = None,
    words: WordsAddress = "french",
    request_link: RequestLink = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Show words."""
    if (asked is None) is (every is None) or (every is not None and (of is not None or html is not None)):
        raise InvalidInput.at(WHAT, "preview-undecided", "name one kind, one notice --of a register, or --all FOLDER")
    if every is not None:
        _write_all(_wording(words), every, as_json=as_json)
    elif asked is not None and of is None:
        _tell(_wording(words).word(SAMPLES[one_of(SAMPLES, asked, WHAT)]), html, as_json=as_json)
    elif asked is not None and of is not None:
        with seated(of, chair, post=PostChoice(words=words, request_link=request_link)) as seat:
            notice = NoticeId(identifier(asked, WHAT))
            shown = seat.registre.deliveries.preview(seat.actor, notice)
            _tell(shown.worded, html, as_json=as_json)


def _wording(address: str) -> Wording:
    wording: Wording = Host.discover().build("wording", address)
    return wording


def _tell(worded: Worded | None, html: Path | None, *, as_json: bool) -> None:
    if worded is not None and html is not None:
        _write(html, worded.html or "", "--html")
    if as_json:
        said = {"subject": worded.subject, "text": worded.text, "html": worded.html} if worded else None
        write_json({"words": said})
    elif worded is None:
        say(Words(typeset("Sans objet : il n'y a plus rien à dire, et cet avis ne partirait pas.")))
    else:
        write_text(f"{worded.subject}\n\n{worded.text}".rstrip("\n"))


def _write_all(wording: Wording, folder: Path, *, as_json: bool) -> None:
    made_folder(folder, "--all")
    written = sorted(_files(wording, folder))
    if as_json:
        write_json({"files": written})
    else:
        count = plural(len(written), "fichier écrit", "fichiers écrits")
        say(Words(f"{count} dans {quoted(str(folder))}."))


def _files(wording: Wording, folder: Path) -> Iterator[str]:
    for kind, letter in SAMPLES.items():
        worded = wording.word(letter)
        for name, content in (
            (f"{kind}.txt", f"{worded.subject}\n\n{worded.text}"),
            (f"{kind}.html", worded.html or ""),
        ):
            _write(folder / name, content, "--all")
            yield name


def _write(path: Path, content: str, option: str) -> None:
    with new_file(path, option) as stream:
        stream.write(content.encode())
