"""Running the command as people and programs do: a process of its own, its two streams, its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import frozen

COMMAND = Path(sys.executable).with_name("registre")
DOCUMENTS = Path(__file__).parents[1] / "documents"
"""Made documents; see documents.json there."""

REPORT = DOCUMENTS / "electrical_report.pdf"
CELL = "165.5,456.0,392.1,501.6"
"""Where one observation of the report stands, on page 1."""
CELL_TEXT = (
    "La porte du tableau ne ferme plus à clé et le plastron est fendu : des pièces nues sous tension sont "
    "accessibles aux enfants. Remplacer le plastron et la serrure ; dans l’attente, condamner l’accès au préau."
)

LEFT = sorted(
    (
        "avis documents environnement.tar pictures register.jsonl registre.db signatures synthese.csv synthese.pdf"
    ).split()
)
"""What the demonstration leaves."""

PRIVILEGES = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
"""What makes permissions bind root as they bind everybody."""

_OURS = {"COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR", "TERM", "REGISTRE_TRACE", "PYTHONDONTWRITEBYTECODE"}
"""Settings of who runs the tests, which no test shall depend on."""

WITH_CTRL_C = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Starts a command that hears Ctrl-C: a shell's background jobs, this test run perhaps, are started deaf to it."""


@frozen
class Answer:
    """How a command ended."""

    exit_code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """What it answered to a program."""
        return dict(json.loads(self.out))

    @property
    def complaint(self) -> dict[str, Any]:
        """What it complained of to a program: exactly one line."""
        [line] = self.err.splitlines()
        return dict(json.loads(line))


def environment(**more: str) -> Mapping[str, str]:
    """Give the settings of a child: a warning in it is an error."""
    kept = {name: value for name, value in os.environ.items() if name not in _OURS}
    return {**kept, "PYTHONWARNINGS": "error", **more}


def registre(*words: str | Path, cwd: Path, privileges: tuple[str, ...] = (), **settings: str) -> Answer:
    """Run the command in a folder: forked from a process that has loaded it, unless it is to start in its own way."""
    if privileges or settings:
        return started(*words, cwd=cwd, privileges=privileges, **settings)
    return _forked([str(word) for word in words], cwd)


def started(*words: str | Path, cwd: Path, privileges: tuple[str, ...] = (), **settings: str) -> Answer:
    """Run the command in a folder, from the first instruction of a new interpreter."""
    done = subprocess.run(
        [*privileges, COMMAND, *words],
        cwd=cwd,
        env=environment(**settings),
        capture_output=True,
        check=False,
        timeout=120,
    )
    return _answer(done.returncode, done.stdout, done.stderr)


def _forked(words: list[str], cwd: Path) -> Answer:
    with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
        call = {"words": words, "cwd": str(cwd), "settings": environment(), "out": out.name, "err": err.name}
        return _answer(int(_ask(_forking(), json.dumps(call))), out.read(), err.read())


@cache
def _forking() -> subprocess.Popen[str]:
    """Start the process that forks, once for each worker; it ends when its worker does, whose calls it reads."""
    ends = subprocess.PIPE
    program = Path(__file__).with_name("forking.py")
    process = subprocess.Popen([sys.executable, program], env=environment(), stdin=ends, stdout=ends, text=True)
    assert _ask(process) == "ready"
    return process


def _ask(process: subprocess.Popen[str], call: str = "") -> str:
    assert process.stdin
    assert process.stdout
    if call:
        print(call, file=process.stdin, flush=True)
    return process.stdout.readline().rstrip()


def _answer(exit_code: int, out: bytes, err: bytes) -> Answer:
    return Answer(exit_code, out.decode(errors="replace"), err.decode(errors="replace"))


def names(folder: Path) -> list[str]:
    """Name what lies in a folder."""
    return sorted(path.name for path in folder.iterdir())


def listing(folder: Path) -> dict[str, str]:
    """Give everything below a folder with the digests of its files: equal listings are equal folders."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
    }
