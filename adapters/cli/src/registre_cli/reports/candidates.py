"""What a report proposes, for programs and for people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from registre_cli import labels
from registre_cli.saying import plural, say
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, terminal
from registre_cli.typography import quoted, typeset
from registre_core.codec import to_builtins
from registre_core.extraction import Candidate
from registre_core.kernel.natures import Nature
from registre_core.services.reading import Proposal


def described(candidate: Candidate) -> dict[str, Any]:
    """Give a candidate as plain values: its words first, what only a register knows left out."""
    known = to_builtins(candidate)
    known["regions"] = [{edge: round(value, 2) for edge, value in one.items()} for one in known["regions"]]
    return {
        "text": known.pop("text"),
        "pages": list(candidate.pages),
        **{key: value for key, value in known.items() if key not in {"is_taken", "repeats"}},
    }


def show(file: Path, proposal: Proposal) -> None:
    """List candidates for people."""
    count, pages = len(proposal.candidates), plural(len(proposal.diagnoses), "page")
    proposed = (
        plural(count, "observation proposée", "observations proposées") if count else "Aucune observation proposée"
    )
    say(Words.assemble(f"{proposed} dans ", quoted(file.name), typeset(f" ({pages}).")))
    if not count:
        return
    table = headed("N°", "Lieu", "Observation", "Référence", "Page", "Sûreté")
    table.columns[1].max_width, table.columns[3].max_width = 20, 18
    table.columns[2].ratio = 1
    for candidate in proposal.candidates:
        add(
            table,
            Words(candidate.number),
            Words(candidate.place),
            Words(candidate.text + _natured(candidate)),
            Words(candidate.reference),
            ", ".join(map(str, candidate.pages)),
            typeset(f"{candidate.score * 100:.0f} %"),
        )
    terminal().print(table)


def _natured(candidate: Candidate) -> str:
    """Say what it asks for, unless that is to correct something."""
    return "" if candidate.nature is Nature.TO_CORRECT else f" [{labels.NATURES[candidate.nature]}]"
