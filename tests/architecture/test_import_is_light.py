"""H1 of performance.md: a host pays for an adapter when it chooses it, not when it imports the core."""

import subprocess
import sys

HEAVY = {"sqlalchemy", "psycopg", "pdfplumber", "pypdfium2", "segno", "asyncio", "ssl", "importlib.metadata"}


def heavy_modules_after(statement: str) -> set[str]:
    """Run one statement in a fresh interpreter and name what it should not have loaded."""
    programme = f"import sys\n{statement}\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", programme], check=True, capture_output=True, text=True)
    return HEAVY & set(run.stdout.split())


def test_importing_the_core_loads_no_database_no_pdf_reader_and_no_network() -> None:
    assert set() == heavy_modules_after("import registre_core")


def test_a_heavy_import_would_be_noticed() -> None:
    assert {"asyncio", "ssl", "sqlalchemy"} <= heavy_modules_after("import registre_core, asyncio, sqlalchemy")
