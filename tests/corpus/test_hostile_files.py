"""Files made to harm whoever reads them: each is read or refused, in little time and memory.

Each is opened in a process of its own with limits, so that a failure costs a test and not the machine.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
SECONDS = 20
MADE = (
    "actions_interdites",
    "bombe_flate_double",
    "compte_de_pages_menteur",
    "image_demesuree",
    "imbrication_profonde",
    "million_de_caracteres",
    "page_demesuree",
    "plan_vectoriel",
    "xobjets_exponentiels",
)
BEYOND = {
    "xobjets_exponentiels.pdf": "forms that call each other a billion times abort pdfium: it needs its own process",
}

READ = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from registre_core.kernel.errors import RegistreError
from registre_reading_pdf import PdfPageReader

def tried(use):
    try:
        use()
    except RegistreError as refused:
        return refused.code
    return "read"

def whole(stream):
    with PdfPageReader().open(stream) as reading:
        uses = [reading.page, reading.text, reading.rulings, lambda page: reading.render(page, dpi=72)]
        print(*(tried(lambda: use(1)) for use in uses))

with open(sys.argv[1], "rb") as stream:
    print(tried(lambda: whole(stream)))
"""


def hostile_files() -> list[object]:
    files = [*sorted((CORPUS / "hostile").glob("*.pdf")), *(CORPUS / "generated" / f"{name}.pdf" for name in MADE)]
    return [
        pytest.param(
            path,
            id=path.name,
            marks=pytest.mark.xfail(reason=BEYOND[path.name], strict=True) if path.name in BEYOND else (),
        )
        for path in files
    ]


@pytest.mark.corpus
@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="missing: the shared corpus, a folder ../shared/corpus beside this one")
@pytest.mark.parametrize("path", hostile_files())
def test_a_hostile_file_is_read_or_refused(path: Path) -> None:
    asked = [sys.executable, "-W", "error", "-c", READ, str(path)]
    answer = subprocess.run(asked, capture_output=True, text=True, timeout=3 * SECONDS, check=False)

    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.strip()
