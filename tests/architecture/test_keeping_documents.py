"""Bytes come into the store of documents by one way: whoever went around it would be swept away beneath his feet."""

import re

from tests.architecture.sources import CORE

SERVICES = CORE / "services"
PUTS = re.compile(r"documents\.put\(")


def test_use_cases_put_bytes_by_the_one_way_that_looks_for_a_sweep() -> None:
    around = {path.name for path in SERVICES.rglob("*.py") if PUTS.search(path.read_text(encoding="utf-8"))}
    assert {"keeping.py"} == around


def test_bytes_are_kept_ahead_of_a_workspace_by_who_loads_one_and_nobody_else() -> None:
    ahead = {path for path in SERVICES.rglob("*.py") if "keep_ahead(" in path.read_text(encoding="utf-8")}
    assert {SERVICES / "documents" / "keeping.py", SERVICES / "moving" / "staging.py"} == ahead
