"""Rows of findings, and of what stands beside them: visits, the logbook, filed documents, requests."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random
from typing import Any
from uuid import UUID

from benchmarks.marks import DAYS, FEW, MORNING, REPORTS, Rows, identifier
from registre_core.codec import to_builtins
from registre_core.findings import Move, Severity
from registre_core.logbook import CONTENTS
from registre_core.testing.builders import a_document, a_passage
from registre_core.testing.building import a_drill, a_duty, some_instructions, some_works
from registre_core.testing.correcting import a_step
from registre_core.testing.requesting import a_request_line
from registre_storage_sqlalchemy.finding_rows import searchable_text

_REMARKS = ("Bloc de secours hors service", "Extincteur à vérifier", "Issue encombrée", "Absence de plan")
_PASSAGE = json.dumps(to_builtins(a_passage()))
_STEPS = {
    state: json.dumps(to_builtins(tuple(a_step(move) for move in moves)))
    for state, moves in (("cleared", (Move.CORRECTED, Move.CLEARED)), ("open", (Move.CORRECTED, Move.REOPENED)))
}
"""As many for each, so that a page of those weighs what a page of these does."""
_DOCUMENT = json.dumps(to_builtins(a_document()))
_LINES = json.dumps(to_builtins((a_request_line(),)))
_CONTENTS = {
    chapter.value: json.dumps([chapter.value, to_builtins(content)])
    for content in (a_drill(), some_works(), a_duty(), some_instructions())
    for chapter, kind in CONTENTS.items()
    if kind is type(content)
}


@cache
def _remarks() -> Sequence[Mapping[str, Any]]:
    texts = [(f"{remark} ({number})", f"Niveau {number % 5}") for remark in _REMARKS for number in range(500)]
    return [{"text": text, "place": place, "searchable": searchable_text(text, place)} for text, place in texts]


def findings(random: Random, count: int) -> Rows:
    """The one in five that was made halfway is cleared; half have a deadline, and one in two hundred is an anomaly."""
    remarks = _remarks()
    for n in range(count):
        is_seen, is_cleared = not random.randrange(200), 0.4 < n / count < 0.6
        state = "cleared" if is_cleared else "open"
        severity, due_on = random.randrange(3), random.choice(DAYS) if n % 2 else None
        yield {
            "id": identifier("findings", n),
            "kind": "anomaly" if is_seen else "observation",
            "site_id": identifier("sites", random.randrange(FEW)),
            "intervention_id": None if is_seen else identifier("interventions", random.randrange(FEW)),
            **random.choice(remarks),
            "passage": None if is_seen else _PASSAGE,
            "creator_id": identifier("users", random.randrange(FEW)),
            "creator_name": "Zoé Müller",
            "channel": "web",
            "on_behalf_of": None,
            "created_at": MORNING,
            "state": state,
            "steps": _STEPS[state],
            "document": "" if is_seen else f"{n % REPORTS:064x}",
            "severity": [*Severity][2 - severity].value,
            "due_on": due_on,
            "due_by": due_on or "9999-12-31",
            "gravity": f"{int(is_cleared)}{severity}".encode(),
        }


def visits(random: Random, count: int) -> Rows:
    """One in a hundred came without warning."""
    nothing = dict.fromkeys(("attendees", "examined", "documents", "opinions", "orders"), "[]")
    return (
        {
            "id": identifier("visits", n),
            "site_id": identifier("sites", random.randrange(FEW)),
            "kind": "periodic" if random.randrange(100) else "unannounced",
            "visited_on": random.choice(DAYS),
            "commission": "Commission communale de sécurité",
            "cancelled": "",
            **nothing,
        }
        for n in range(count)
    )


def logbook(random: Random, count: int) -> Rows:
    """One in a hundred names somebody of the safety staff; the others are drills."""
    for n in range(count):
        chapter = "drill" if random.randrange(100) else "staff"
        yield {
            "id": identifier("logbook", n),
            "site_id": identifier("sites", random.randrange(FEW)),
            "content": _CONTENTS[chapter],
            "recorded_by": identifier("users", random.randrange(FEW)),
            "recorded_at": MORNING,
            "documents": "[]",
            "retracted": "",
            "chapter": chapter,
            "day": random.choice(DAYS),
        }


def filed_documents(random: Random, count: int) -> Rows:
    """On any site."""
    return (
        {
            "id": identifier("filed_documents", n),
            "site_id": identifier("sites", random.randrange(FEW)),
            "title": "Diagnostic",
            "document": _DOCUMENT,
            "filed_by": identifier("users", random.randrange(FEW)),
            "filed_at": MORNING,
        }
        for n in range(count)
    )


def work_requests(random: Random, count: int) -> Rows:
    """One in a hundred asks for quotes."""
    for n in range(count):
        yield {
            "id": identifier("work_requests", n),
            "kind": "intervention" if random.randrange(100) else "quote",
            "site_id": identifier("sites", random.randrange(FEW)),
            "findings": json.dumps([str(UUID(identifier("findings", random.randrange(FEW))))]),
            "message": "Merci de proposer une date",
            "lines": _LINES,
            "created_by": identifier("users", random.randrange(FEW)),
            "created_at": MORNING,
            "zone": "Europe/Paris",
            "type_code": "after-sales",
            **dict.fromkeys(("documents", "passages"), "[]"),
            "is_split": False,
        }
