"""The commands that make sealed documents of what was signed, and try again those that wait for their time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from shutil import copyfileobj
from typing import Annotated, Any
from uuid import UUID

from attrs import frozen
from cyclopts import Parameter

from registre_cli import troubles
from registre_cli.files import new_file
from registre_cli.interventions.naming import intervention
from registre_cli.opening import opened, operator
from registre_cli.options import Address, Json
from registre_cli.permits.naming import permit
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.reading import all_of, chosen
from registre_cli.saying import plural, say
from registre_cli.signing.options import Chosen
from registre_cli.terminal import Words, write_json
from registre_cli.typography import quoted, typeset
from registre_core import AdapterFailure, InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.services.everywhere import Trouble, each
from registre_core.services.signatures.sealing import RetriedSeal
from registre_core.signatures import Seal, SealState, Stage, SubjectKind
from registre_core.signatures.tables import TIME_LEVELS

STAGES_OF = {
    SubjectKind.INTERVENTION: (Stage.COMPLETION,),
    SubjectKind.PERMIT: (Stage.OPENING, Stage.CLOSING),
}
"""For what each thing is signed; the first one unless somebody says otherwise."""

Thing = Annotated[
    str,
    Parameter(name="OBJET", help="L’intervention ou le permis, par son identifiant ou par son jour."),
]
Kind = Annotated[
    str,
    Parameter(
        name="--kind",
        metavar="intervention|permit",
        show_default=False,
        help="Ce que c’est : une intervention, ou un permis de feu ; par défaut, une intervention.",
    ),
]
For = Annotated[
    str | None,
    Parameter(
        name="--stage",
        metavar="opening|closing",
        help="D’un permis : ce qui l’a ouvert, ou ce qui l’a clôturé ; par défaut, son ouverture.",
    ),
]
Into = Annotated[Path, Parameter(name="--into", metavar="FICHIER", help="Le PDF à écrire ; rien n’est remplacé.")]


def seal(
    address: Address,
    asked: Thing,
    /,
    *,
    press: Chosen,
    into: Into,
    kind: Kind = SubjectKind.INTERVENTION.value,
    stage: For = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Seal what was signed, and write the document."""
    of_kind, told = all_of(
        lambda: chosen(SubjectKind, kind, "--kind"),
        lambda: None if stage is None else chosen(Stage, stage, "--stage"),
    )
    of_stage = _stage(of_kind, told)
    with seated(address, chair, press.documents, attestor=press.key, press=press.press) as seat:
        made = _written(seat, (of_kind, _thing(seat, of_kind, asked), of_stage), into)
    if as_json:
        write_json({**seat.as_json(), "seal": _described(made), "file": str(into)})
        return
    say(seat.as_line())
    number = plural(len(made.signatures), "signature")
    said = f"{typeset('Document scellé : ')}{quoted(str(into))}, {number} ({TIME_LEVELS[made.time_level]})."
    say(Words(said), soft_wrap=True)
    say(Words(typeset(f"Pour le vérifier : registre verify-seal {into}")), soft_wrap=True)


def _stage(kind: SubjectKind, told: Stage | None) -> Stage:
    known = STAGES_OF[kind]
    if told is None or told in known:
        return told or known[0]
    names = ", ".join(known)
    said = f"a thing of the kind {kind} is signed for {names}"
    raise InvalidInput.at("--stage", "unknown-choice", said, option="--stage", value=told.value, choices=names)


def _thing(seat: Seat, kind: SubjectKind, asked: str) -> UUID:
    return permit(seat, asked).permit.id if kind is SubjectKind.PERMIT else intervention(seat, asked).id


def _written(seat: Seat, what: tuple[SubjectKind, UUID, Stage], into: Path) -> Seal:
    """Seal and write: the file is there with the whole document, or not at all.

    Raises:
        AdapterFailure: ``seal-pending``.
    """
    signatures = seat.registre.signatures
    with new_file(into, "--into") as stream:
        made = signatures.seal(seat.actor, *what)
        if made.state is SealState.PENDING:
            said = "the time server failed: nothing was sealed, and it waits to be tried again"
            raise AdapterFailure("seal-pending", said, {"attempts": made.attempts}, retryable=True)
        with signatures.open_sealed(seat.actor, made.id) as document:
            copyfileobj(document, stream)
    return made


def _described(made: Seal) -> dict[str, Any]:
    return {
        "id": str(made.id),
        "kind": made.subject.kind.value,
        "subject": str(made.subject.id),
        "stage": made.subject.stage.value,
        "signatures": [*map(str, made.signatures)],
        "time_level": made.time_level.value,
        "sealed_at": made.sealed_at and made.sealed_at.isoformat(),
        "digest": made.document and made.document.digest,
    }


@frozen
class Tried:
    """What one look at all seals that waited came to."""

    sealed: int
    """They are done now."""
    left: tuple[Trouble, ...]
    """Those that are not, with what is in the way of each."""


def seal_pending(address: Address, /, *, press: Chosen, as_json: Json = False) -> None:
    """Try again, everywhere, what waits for its time."""
    with opened(address, documents=press.documents, attestor=press.key, press=press.press) as registre:
        with registre.ports.storage.operate() as door:
            waiting = tuple(door.unsealed())
        done = each(waiting, lambda one: (one, registre.signatures.seal_pending(operator(one))))
    tried = _summed(done.done, done.troubles)
    if as_json:
        left = [*map(troubles.described, tried.left)]
        write_json({"workspaces": len(waiting), "sealed": tried.sealed, "troubles": left})
    else:
        say(Words(_sentence(tried)))
    if tried.left:
        said = f"{len(tried.left)} seals could not be made; first: {tried.left[0].error}"
        raise AdapterFailure("seals-incomplete", said, troubles.summed_up(tried.left))


def _summed(done: Sequence[tuple[WorkspaceId, tuple[RetriedSeal, ...]]], failed: tuple[Trouble, ...]) -> Tried:
    every = [(workspace, one) for workspace, seals in done for one in seals]
    left = [Trouble(workspace, one.error or _no_time()) for workspace, one in every if not _is_made(one)]
    return Tried(len(every) - len(left), (*left, *failed))


def _is_made(one: RetriedSeal) -> bool:
    return one.error is None and one.seal.state is SealState.SEALED


def _no_time() -> AdapterFailure:
    return AdapterFailure("time-server-failed", "the time server failed again: nothing was sealed", retryable=True)


def _sentence(tried: Tried) -> str:
    sealed = plural(tried.sealed, "document scellé", "documents scellés") if tried.sealed else "rien de scellé"
    left = plural(len(tried.left), "attend encore", "attendent encore") if tried.left else "rien n'attend plus"
    return typeset(f"Scellements : {sealed}, {left}.")
