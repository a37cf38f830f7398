"""All made documents, the command that writes them, and the check that they are up to date."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from tools.documents.copies import make_copies
from tools.documents.electrical_report import make_electrical_report
from tools.documents.long_report import make_long_report
from tools.documents.maintenance_report import make_two_columns
from tools.documents.sideways import make_sideways
from tools.documents.special_characters import make_hyphens_and_spaces, make_ligatures
from tools.documents.tables import make_tables
from tools.documents.typesetting import Block
from tools.documents.visit_report import make_visit_report

ROOT = Path(__file__).resolve().parents[2]
DEMO = Path("adapters/cli/src/registre_cli/demo_documents")
TESTS = Path("tests/documents")
NUMBERS = re.compile(r"\[\s+((?:-?[\d.]+,?\s+)+)\]")
LIBRARIES = ("pikepdf", "pillow", "pypdfium2", "reportlab")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write all files, or compare them with those that are there."""
    parser = argparse.ArgumentParser(prog="make_documents", description="Make the documents of demo and tests.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a file would change")
    parser.add_argument("--into", type=Path, default=ROOT, help="the folder that stands for the repository")
    options = parser.parse_args(arguments)
    made = make_all()
    if options.check:
        return _report(_differences(options.into, made))
    for path, content in made.items():
        target = options.into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return 0


def make_all() -> dict[Path, bytes]:
    """Make every file in memory, by its path in the repository."""
    documents = [
        *make_copies(),
        make_two_columns(),
        make_ligatures(),
        make_hyphens_and_spaces(),
        make_tables(),
        make_sideways(),
        make_long_report(),
    ]
    truth = {"documents": [document.as_json() for document in documents]}
    return {
        **_demo(),
        **{TESTS / document.name: document.content for document in documents},
        TESTS / "documents.json": _as_bytes(truth),
    }


def _demo() -> dict[Path, bytes]:
    """Make the demo's reports, and what the demo extracts from the first page of each."""
    inspection, first, _ = make_electrical_report()
    visit, prescriptions = make_visit_report()
    return {
        DEMO / "controle_electrique.pdf": inspection,
        DEMO / "controle_electrique.json": _shown(first[f"observation {number}"] for number in (1, 2, 4)),
        DEMO / "visite_commission.pdf": visit,
        DEMO / "visite_commission.json": _shown(prescriptions),
    }


def _shown(blocks: Iterable[Block]) -> bytes:
    return _as_bytes([{"page": 1, "rect": block.box.grown(1).as_list(), "text": block.text} for block in blocks])


def _as_bytes(value: Mapping[str, object] | Sequence[object]) -> bytes:
    """Write JSON that a person can read too: one line a rectangle."""
    written = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return NUMBERS.sub(lambda numbers: "[" + " ".join(numbers[1].split()) + "]", written).encode()


def _differences(folder: Path, made: dict[Path, bytes]) -> list[str]:
    """Name the files that are missing, changed, or no longer made."""
    there = {path.relative_to(folder) for place in (DEMO, TESTS) for path in (folder / place).glob("*.pdf")}
    missing = [f"missing: {path}" for path in made if not (folder / path).exists()]
    changed = [
        f"changed: {path}" for path in made if (folder / path).exists() and (folder / path).read_bytes() != made[path]
    ]
    return missing + changed + [f"not made: {path}" for path in sorted(there - made.keys())]


def _report(differences: list[str]) -> int:
    if differences:
        versions = ", ".join(f"{library} {version(library)}" for library in LIBRARIES)
        sys.stderr.write("\n".join([*differences, f"made with {versions}"]) + "\n")
    return 1 if differences else 0
