"""Files made to harm whoever reads them: each is read or refused, and the host that asked is none the worse for it.

A host is a process of its own here, with every warning an error, so that its memory can be told from that of the tests.
It waits a second for an answer, not eight: what is not there after one is not there after eight either.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SECONDS = 20
"""That a file may cost; a loaded machine is given three times as many."""
MOST = 100 * 1024 * 1024
"""Bytes by which the host may grow."""
MADE = (
    "actions_interdites",
    "bombe_flate_double",
    "compte_de_pages_menteur",
    "image_demesuree",
    "imbrication_profonde",
    "million_de_caracteres",
    "page_demesuree",
    "plan_vectoriel",
    "rapport_tronque",
    "xobjets_exponentiels",
)

READ = """
import io, resource, sys
from registre_core.kernel.errors import RegistreError
from registre_core.testing.pdfs import pdf
from registre_reading_pdf import Limits, PdfPageReader

def tried(use):
    try:
        use()
    except RegistreError as refused:
        return refused.code
    return "read"

def whole(stream):
    with PdfPageReader(Limits(seconds=1)).open(stream) as reading:
        uses = [reading.page, lambda page: reading.text(page).words, reading.rulings, reading.survey,
                lambda page: reading.render(page, dpi=72), lambda page: reading.render(page, dpi=300, grey=True)]
        pages = range(1, min(reading.page_count, 3) + 1)
        print(*(tried(lambda: use(page)) for page in pages for use in uses))

def good(word):
    with PdfPageReader().open(io.BytesIO(pdf(word))) as reading:
        assert reading.text(1).characters == word

def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024

good("Extincteur")
before = memory()
with open(sys.argv[1], "rb") as stream:
    print(tried(lambda: whole(stream)))
print(memory() - before)
good("Hublot")
"""


def hostile_files() -> list[object]:
    files = [*sorted((CORPUS / "hostile").glob("*.pdf")), *(CORPUS / "generated" / f"{name}.pdf" for name in MADE)]
    return [pytest.param(path, id=path.name) for path in files]


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="missing: the shared corpus, a folder ../shared/corpus beside this one")
@pytest.mark.parametrize("path", hostile_files())
def test_a_hostile_file_is_read_or_refused(path: Path) -> None:
    asked = [sys.executable, "-W", "error", "-c", READ, str(path)]
    answer = subprocess.run(asked, capture_output=True, text=True, timeout=3 * SECONDS, check=False)
    *told, grown = answer.stdout.split()

    assert (answer.returncode, answer.stderr) == (0, "")
    assert told
    assert int(grown) < MOST
