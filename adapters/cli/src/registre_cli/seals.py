"""The command that checks a sealed document: it takes the file, and the certificate of whoever sealed it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from attrs import frozen
from cyclopts import Parameter
from rich.table import Table

from registre_cli import labels
from registre_cli.files import opened
from registre_cli.options import Json
from registre_cli.saying import say
from registre_cli.signature import Keys, described, proved, require_sound
from registre_cli.tables import add, grid
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core import Host, IntegrityBreach, InvalidInput
from registre_core.ports import Sealer
from registre_core.ports.sealer import FoundSeal
from registre_core.services.signatures import SignatureProof
from registre_core.signatures.tables import ROLES, STAGES

Document = Annotated[Path, Parameter(name="FICHIER", help="Le PDF scellé.")]
Certificate = Annotated[
    str,
    Parameter(
        name="--sealer",
        metavar="CACHET",
        help="Le cachet attendu : son certificat suffit, comme pkcs12:cachet.pem.",
    ),
]


@frozen
class Checked:
    """One seal, with the proof that hangs on it."""

    seal: FoundSeal
    proof: SignatureProof | None
    """None, where nothing is attached that is such a proof."""


def verify(document: Document, /, *, sealer: Certificate, key: Keys = [], as_json: Json = False) -> None:  # noqa: B006  # cyclopts' way
    """Check every seal of a document, and say what each proves."""
    with opened(document, "FICHIER") as stream:
        content = stream.read()
    every = [_checked(one, key) for one in _seals(content, sealer, document)]
    if as_json:
        write_json({"file": str(document), "seals": [*map(_described, every)]})
    else:
        _tell(every, is_named=bool(key))
    _require_ours(every, document)
    for one in every:
        if one.proof is not None:
            require_sound(one.proof, document)


def _seals(content: bytes, sealer: str, file: Path) -> tuple[FoundSeal, ...]:
    """Find them.

    Raises:
        InvalidInput: ``no-seal``, ``not-sealable``.
    """
    expected: Sealer = Host.discover().build("sealer", sealer)
    found = expected.check(content)
    if not found:
        raise InvalidInput.at("FICHIER", "no-seal", f"{file} bears no seal", file=str(file))
    return found


def _checked(seal: FoundSeal, keys: list[str]) -> Checked:
    if seal.evidence is None:
        return Checked(seal, None)
    try:
        return Checked(seal, proved(seal.evidence, keys))
    except InvalidInput as error:
        if error.code != "not-a-signature-bundle":
            raise
        return Checked(seal, None)  # somebody else's attachment


def _described(one: Checked) -> dict[str, Any]:
    seal = one.seal
    return {
        "name": seal.name,
        "intact": seal.is_intact,
        "trusted": seal.is_trusted,
        "stamped_at": seal.stamped_at and seal.stamped_at.isoformat(),
        "evidence_name": seal.evidence_name,
        "evidence": one.proof and described(Path(seal.evidence_name or ""), one.proof),
    }


def _require_ours(every: Iterable[Checked], file: Path) -> None:
    """Refuse what was changed, or sealed by somebody else.

    Raises:
        IntegrityBreach: ``seal-altered``, ``seal-of-another-key``.
    """
    numbered = [(f"n° {number}", one.seal) for number, one in enumerate(every, 1)]
    altered = ", ".join(number for number, seal in numbered if not seal.is_intact)
    if altered:
        said = f"{file} is not what was sealed: {altered}"
        raise IntegrityBreach("seal-altered", said, {"file": str(file), "seals": altered})
    foreign = ", ".join(number for number, seal in numbered if not seal.is_trusted)
    if foreign:
        said = f"{file} was sealed with another certificate than the one named: {foreign}"
        raise IntegrityBreach("seal-of-another-key", said, {"file": str(file), "seals": foreign})


def _tell(every: Iterable[Checked], *, is_named: bool) -> None:
    for number, one in enumerate(every, 1):
        is_good = one.seal.is_intact and one.seal.is_trusted
        said = f"Cachet n° {number} : {_verdict(one.seal)}."
        say(Words(typeset(said), style="green" if is_good else "bold red"), soft_wrap=True)
        say(_lines(one, is_named=is_named))


def _verdict(seal: FoundSeal) -> str:
    if not seal.is_intact:
        return "le document a été modifié depuis"
    return "intact, fait avec le cachet attendu" if seal.is_trusted else "intact, mais fait avec un autre cachet"


def _lines(one: Checked, *, is_named: bool) -> Table:
    table, stamped = grid(), one.seal.stamped_at
    when = "aucun serveur d'horodatage ne l'atteste"
    if stamped is not None:
        when = f"{labels.instant(stamped)}, attestée par un serveur d'horodatage"
    add(table, "Heure du cachet", Words(typeset(when)))
    add(table, "Preuve jointe", Words(typeset(_proof(one, is_named=is_named))))
    if one.proof is not None and one.proof.statement is not None:
        said = one.proof.statement
        add(table, "Signataire", Words(f"{said.name} ({ROLES[said.role]}), {STAGES[said.subject.stage]}"))
        add(table, "Signée le", Words(labels.instant(said.signed_at)))
    return table


def _proof(one: Checked, *, is_named: bool) -> str:
    if one.proof is None:
        return "aucune" if one.seal.evidence is None else "ce qui est joint n'est pas la preuve d'une signature"
    if one.proof.is_attested:
        return f"attestée par la clé attendue, {one.proof.key}"
    if one.proof.statement is None:
        return "altérée"
    if is_named:
        return f"attestée par une clé étrangère, {one.proof.key}"
    return f"cohérente, mais rien n'en prouve l'origine sans --key (elle nomme {one.proof.key})"
