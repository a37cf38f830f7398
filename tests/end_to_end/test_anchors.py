"""Anchors and exports in processes of their own: what somebody sees who waits, and a job at night."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest
from tests.end_to_end.command_line import COMMAND, LEFT, PRIVILEGES, environment, names, registre

pytestmark = pytest.mark.slow  # many processes

DATABASE = "sqlite:///registre.db"


def test_a_job_at_night_anchors_and_the_next_one_verifies_with_it(demonstration: Path, tmp_path: Path) -> None:
    address = f"sqlite:///{demonstration / 'registre.db'}"
    key = registre("keygen", "ed25519:ancre.key", "--json", cwd=tmp_path).json["key"]
    taken = registre("anchor", address, "--key", "ed25519:ancre.key", "--json", cwd=tmp_path)
    verified = registre("verify", address, "--anchor", taken.json["file"], "--key", key, cwd=tmp_path)

    assert (taken.exit_code, taken.err, verified.exit_code, verified.err) == (0, "", 0, "")
    assert names(tmp_path) == [taken.json["file"], "ancre.key"]
    assert names(demonstration) == LEFT


def test_an_anchor_that_may_not_be_written_is_told(demonstration: Path, tmp_path: Path) -> None:
    registre("keygen", "ed25519:ancre.key", cwd=tmp_path)
    (tmp_path / "fermé").mkdir(mode=0o500)
    words = (
        "anchor",
        f"sqlite:///{demonstration / 'registre.db'}",
        "--key",
        "ed25519:ancre.key",
        "--into",
        "fermé/b.json",
    )
    answer = registre(*words, "--json", cwd=tmp_path, privileges=PRIVILEGES)

    assert (answer.exit_code, answer.complaint["code"], answer.out) == (2, "folder-not-writable", "")


def watched(*words: str, cwd: Path) -> tuple[bytes, bytes]:
    """Run a command whose errors go to a terminal; give what it said there, and its standard output."""
    ours, theirs = pty.openpty()
    settings = environment(TERM="xterm-256color", COLUMNS="100")
    with subprocess.Popen([COMMAND, *words], cwd=cwd, env=settings, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        seen = b""
        try:
            while chunk := os.read(ours, 4096):
                seen += chunk
        except OSError:  # how Linux says that the other side of a terminal is closed
            pass
        out = process.stdout.read() if process.stdout else b""
    os.close(ours)
    assert process.returncode == 0
    return seen, out


@pytest.mark.parametrize(
    "words",
    [("verify", DATABASE), ("verify", "register.jsonl"), ("export", DATABASE)],
    ids=["verify a database", "verify an export", "export"],
)
def test_a_bar_is_shown_on_the_terminal_and_goes_away(
    demonstration: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    into = ("--into", str(tmp_path)) if words[0] == "export" else ()
    seen, out = watched(*words, *into, "--json", cwd=demonstration)

    assert b"100%" in seen
    assert b"\x1b[2K" in seen, "the line of the bar is cleared"
    assert json.loads(out)
