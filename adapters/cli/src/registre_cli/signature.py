"""The command that checks the proof of a signature: nothing is asked but the file itself."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

from attrs import evolve
from cyclopts import Parameter
from rich.table import Table

from registre_cli import labels
from registre_cli.files import opened
from registre_cli.options import Json
from registre_cli.saying import plural, say
from registre_cli.terminal import Words, terminal, write_json
from registre_cli.typography import typeset
from registre_core import ConfigurationError, Host, IntegrityBreach, InvalidInput, verify_signature
from registre_core.codec import LARGEST_BUNDLE, read_bundle, to_builtins
from registre_core.ports import Attestor
from registre_core.services.signatures import ProofFinding, SignatureProof, SignatureStatement
from registre_core.signatures.tables import LEVELS, ROLES, STAGES, TIME_LEVELS

Proof = Annotated[Path, Parameter(name="PREUVE", help="Le fichier qui prouve une signature.")]
Keys = Annotated[
    list[str],
    Parameter(
        name="--key",
        metavar="CLÉ",
        negative=(),
        help="La clé qui a dû attester la preuve, comme ed25519:3b6a27bc… Peut être répété.",
    ),
]

CHANNELS = {"pad": "tracé sur une page", "ticket": "tracé sur un téléphone, avec un ticket"}
"""By what means somebody signs."""
SUBJECTS = {"intervention": "Intervention", "permit": "Permis de feu"}
"""What is signed."""


def verify(proof: Proof, /, *, key: Keys = [], as_json: Json = False) -> None:  # noqa: B006  # cyclopts' way
    """Check the proof of a signature, and say what it proves."""
    found = _checked(proof, key)
    if as_json:
        write_json(described(proof, found))
    require_sound(found, proof)
    if not as_json:
        _tell(found)


def _checked(file: Path, names: list[str]) -> SignatureProof:
    """Check it; without a key against the one that it names itself, which proves no origin.

    Raises:
        InvalidInput: ``not-a-signature-bundle``.
    """
    with opened(file, "PREUVE") as stream:
        content = stream.read(LARGEST_BUNDLE + 1)
    try:
        return proved(content, names)
    except InvalidInput as error:
        if error.code != "not-a-signature-bundle":
            raise
        raise InvalidInput.at("PREUVE", error.code, error.message, file=str(file)) from error


def proved(content: bytes, names: list[str]) -> SignatureProof:
    """Check a proof against these keys; without any, against the one that it names, which proves no origin.

    Raises:
        InvalidInput: ``not-a-signature-bundle``.
    """
    if names:
        host = Host.discover()
        return verify_signature(content, *(host.build("attestor", name) for name in names))
    return _agreeing(verify_signature(content, *_named_in(content)))


def _named_in(content: bytes) -> list[Attestor]:
    """Open the key that a proof names, unless nobody here knows such keys."""
    try:
        return [Host.discover().build("attestor", read_bundle(content).attestation.signer)]
    except (ConfigurationError, InvalidInput):
        return []


def _agreeing(found: SignatureProof) -> SignatureProof:
    is_altered = found.finding is ProofFinding.ALTERED
    return found if is_altered else evolve(found, finding=ProofFinding.SELF_CONSISTENT, is_anchor_attested=False)


def described(file: Path, found: SignatureProof) -> dict[str, Any]:
    """Give the result as plain values, strokes and content included."""
    anchor = found.anchor
    return {
        "file": str(file),
        "finding": found.finding.value,
        "flaws": [flaw.value for flaw in found.flaws],
        "key": found.key,
        "anchor": anchor
        and {
            "taken_at": anchor.anchor.taken_at.isoformat(),
            "key": anchor.attestation.signer,
            "trusted": found.is_anchor_attested,
        },
        "signature": found.statement and to_builtins(found.statement),
    }


def require_sound(found: SignatureProof, file: Path) -> None:
    """Refuse what is altered, or signed by a key that nobody here trusts.

    Raises:
        IntegrityBreach: ``signature-altered``, ``signature-of-another-key``.
    """
    if found.finding is ProofFinding.ALTERED:
        flaws = ", ".join(found.flaws)
        said = f"{file} is not what was signed: {flaws}"
        raise IntegrityBreach("signature-altered", said, {"file": str(file), "flaws": flaws})
    if found.finding is ProofFinding.FOREIGN_KEY:
        said = f"{file} is attested by {found.key}, which is none of the keys that are trusted"
        raise IntegrityBreach("signature-of-another-key", said, {"file": str(file), "signer": found.key})


def _tell(found: SignatureProof) -> None:
    if found.statement is None:  # only of what was altered
        return
    verdict = Words(typeset(f"Signature attestée par la clé attendue, {found.key}."), style="green")
    if not found.is_attested:
        verdict = Words(typeset(_unproven(found.key)), style="yellow")
    say(verdict, soft_wrap=True)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name, said in (*_lines(found.statement), *_anchored(found)):
        table.add_row(Words(typeset(name), style="bold"), Words(typeset(said)))
    terminal().print(table)


def _unproven(key: str) -> str:
    return (
        "La preuve est cohérente, mais rien n'en prouve l'origine. "
        f"Elle nomme la clé {key} : si c'est bien la vôtre, donnez-la avec --key."
    )


def _lines(said: SignatureStatement) -> list[tuple[str, str]]:
    """Say who signed what, when and how."""
    subject, capacity = said.subject, f", {said.capacity}" if said.capacity else ""
    optional = (
        ("Sur la session de", said.session),
        ("Réserves", said.reservations),
        ("Heure de l'appareil", said.claimed_at and _as_claimed(said.claimed_at)),
        ("Adresse", said.address),
        ("Appareil", said.device),
    )
    return [
        ("Signataire", f"{said.name}{capacity} ({ROLES[said.role]})"),
        ("Objet", f"{SUBJECTS[subject.kind]} {subject.id}, {STAGES[subject.stage]}"),
        ("Signée le", f"{labels.instant(said.signed_at)} ({TIME_LEVELS[said.time_level]})"),
        ("Présentée le", labels.instant(said.shown_at)),
        ("Moyen", f"{CHANNELS.get(said.channel, said.channel)} ({LEVELS[said.level]})"),
        *((name, value) for name, value in optional if value),
        ("Tracé", _drawn(said)),
        ("Consentement", f"version {said.consent.version} : « {said.consent.text} »"),
        ("Empreinte signée", said.digest),
        ("Registre", f"entrée n° {said.number}, environnement {said.workspace}"),
    ]


def _as_claimed(at: datetime) -> str:
    """Write an instant as the device told it, with its own offset."""
    return f"{at:%d/%m/%Y %H:%M} (UTC{at.isoformat(timespec='minutes')[16:]})"


def _drawn(said: SignatureStatement) -> str:
    if said.drawing is None:
        return "effacé avec la personne"
    points = sum(1 for _ in said.drawing.points)
    return f"{plural(len(said.drawing.strokes), 'trait')}, {plural(points, 'point')}"


def _anchored(found: SignatureProof) -> list[tuple[str, str]]:
    if found.anchor is None:
        return []
    signer = found.anchor.attestation.signer
    trust = "clé attendue" if found.is_anchor_attested else f"rien n'en prouve l'origine, clé {signer}"
    return [("Ancre", f"du {labels.instant(found.anchor.anchor.taken_at)} ({trust})")]
