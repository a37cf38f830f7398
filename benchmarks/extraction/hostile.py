"""E5: files made to harm whoever reads them. None takes long, none takes the host's memory, none takes the next one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

from tests.corpus.shared import CORPUS
from tests.corpus.test_hostile_files import MADE

from benchmarks.measure import Measurement, Score, Weight

SECONDS, MEGABYTES = 20, 100
GOOD = CORPUS / "generated" / "pv_commission.pdf"
PATIENCE = 900
"""Seconds after which the whole of it is given up."""

READ = """
import sys
from time import perf_counter
from benchmarks.extraction.memory import own_peak
from registre_core.kernel.errors import RegistreError
from registre_reading_pdf import PdfPageReader

def tried(use):
    try:
        use()
    except RegistreError as refused:
        return refused.code
    return "read"

def whole(path):
    with open(path, "rb") as stream, PdfPageReader().open(stream) as reading:
        drawn = lambda page: reading.render(page, dpi=72)
        for use in (reading.page, reading.text, reading.rulings, reading.survey, drawn):
            tried(lambda: use(1))

def good(path):
    with open(path, "rb") as stream, PdfPageReader().open(stream) as reading:
        return len(reading.text(1).characters) > 1000

fine, *hostile = sys.argv[1:]
assert good(fine)
before = own_peak()
for path in hostile:
    started = perf_counter()
    tried(lambda: whole(path))
    took = perf_counter() - started
    print(path, took, own_peak() - before, good(fine), flush=True)
"""


def harming() -> Iterator[Measurement]:
    """Let one host read them all, one after the other, and a good file after each."""
    if not CORPUS.is_dir():
        return
    files = [*sorted((CORPUS / "hostile").glob("*.pdf")), *(CORPUS / "generated" / f"{name}.pdf" for name in MADE)]
    asked = [sys.executable, "-c", READ, str(GOOD), *map(str, files)]
    told = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=PATIENCE).stdout.splitlines()
    answers = [line.rsplit(maxsplit=3) for line in told]
    yield Score("E5 · hostile files that are answered", len(answers), len(files), f"of {len(files)}")
    fine = sum(good == "True" for *_, good in answers)
    yield Score("E5 · good files that are read after them", fine, len(files), f"of {len(files)}")
    if answers:
        path, took, _, _ = max(answers, key=lambda answer: float(answer[1]))
        yield Weight(f"E5 · the slowest of them, {path.rsplit('/', 1)[-1]}", float(took), SECONDS, "s")
        yield Weight("E5 · memory of the host, more than before", int(answers[-1][2]) / 1e6, MEGABYTES, "MB")
