"""H7 of performance.md: verification hashes bytes and compares them; what they say, it never reads."""

import subprocess
import sys
from collections.abc import Iterator

from tests.architecture.sources import CORE
from tests.spec.register.damage import WORKSPACE, a_register, anchored, head_of, rows_of

from registre_core.register import Row, verify

READERS = {"json", "_json", "cattrs", "orjson", "msgspec", "yaml"}

ALONE = f"""
import sys, types
face = types.ModuleType("registre_core")  # the face of the package brings everything: the room is asked for alone
face.__path__ = [{str(CORE)!r}]
sys.modules["registre_core"] = face
before = set(sys.modules)
import {{module}}
print(*(set(sys.modules) - before))
"""


def loaded_by(module: str) -> set[str]:
    """Name what a fresh interpreter loads for one module of the core."""
    run = subprocess.run(
        [sys.executable, "-c", ALONE.format(module=module)], check=True, capture_output=True, text=True
    )
    return set(run.stdout.split())


def test_the_register_room_brings_no_reader_of_json() -> None:
    loaded = loaded_by("registre_core.register")

    assert "registre_core.register.chain" in loaded
    assert set() == {name for name in loaded if name.partition(".")[0] in READERS}
    assert "registre_core.codec" not in loaded


def test_a_reader_of_json_would_be_noticed() -> None:
    assert {"json", "registre_core.register.chain"} <= loaded_by("registre_core.codec")


def test_only_the_reader_of_lines_parses_an_export_or_an_anchor() -> None:
    """What an entry says is read for people only, by `read_entry`; the characters of a page are no entry."""
    parsing = {path.name for path in sorted((CORE / "codec").glob("*.py")) if "json.loads" in path.read_text("utf-8")}

    assert {"entries.py", "lines.py", "page_texts.py"} == parsing


def test_verification_takes_plain_tuples_of_number_bytes_and_link() -> None:
    rows = rows_of(a_register(3))

    assert {(int, bytes, bytes)} == {tuple(map(type, row)) for row in rows}
    assert verify(rows, workspace=WORKSPACE).is_intact


class Counted(bytes):
    """Bytes of an entry that say how many of their kind are alive."""

    living = 0

    def __init__(self, _: bytes) -> None:
        type(self).living += 1

    def __del__(self) -> None:
        type(self).living -= 1


def test_verification_keeps_no_entry() -> None:
    """A register of any length is a stream: memory does not grow with it."""
    register = a_register(50)
    alive = []

    def rows() -> Iterator[Row]:
        for number, content, link in rows_of(register):
            alive.append(Counted.living)
            yield number, Counted(content), link

    anchors = [anchored(register[:number]) for number in (10, 20)]

    assert verify(rows(), workspace=WORKSPACE, head=head_of(register), anchors=anchors).is_intact
    assert 2 >= max(alive)
