"""Keys that a program prints: no shell, a time limit, and nothing left running."""

import os
import shlex
import sys
import time
from pathlib import Path

import pytest

from registre_attestation_ed25519.attestor import Ed25519Attestor, make_key
from registre_attestation_ed25519.command import printed_by
from registre_core import AdapterFailure, ConfigurationError


@pytest.fixture
def key(tmp_path: Path) -> Path:
    make_key(f"ed25519:{tmp_path}/an chor.key")
    return tmp_path / "an chor.key"


def python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def failed(words: list[str], patience: float = 30.0) -> AdapterFailure:
    with pytest.raises(AdapterFailure) as failure:
        printed_by(words, patience=patience)
    assert ("key-command-failed", words[0]) == (failure.value.code, failure.value.facts["program"])
    return failure.value


def is_running(process: int) -> bool:
    """Whether it does anything still; one that only waits to be counted does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def ends(process: int) -> bool:
    for _ in range(500):
        if not is_running(process):
            return True
        time.sleep(0.01)
    return False


def test_a_key_may_be_printed_by_a_program(key: Path) -> None:
    printed = Ed25519Attestor.at(f"ed25519:command:cat {shlex.quote(str(key))}")

    assert Ed25519Attestor.at(f"ed25519:{key}").signer == printed.signer
    assert printed.verify(b"content", printed.attest(b"content"))


def test_no_shell_reads_the_words(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    for line in (f"cat /dev/null; touch {victim}", f"echo $(touch {victim})", f"true && touch {victim}"):
        with pytest.raises((AdapterFailure, ConfigurationError)):
            Ed25519Attestor.at(f"ed25519:command:{line}")

    assert not victim.exists()


def test_what_is_printed_must_be_a_key() -> None:
    with pytest.raises(ConfigurationError) as refusal:
        Ed25519Attestor.at("ed25519:command:echo closed")

    assert "malformed-key" == refusal.value.code


def test_a_program_that_fails_is_told_with_its_exit_code() -> None:
    assert 3 == failed(python("print('a key?'); raise SystemExit(3)")).facts["exit_code"]


def test_a_program_that_is_not_there_is_told() -> None:
    assert "No such file" in failed(["/nowhere/vault"]).message


def test_a_program_that_may_not_run_is_told(tmp_path: Path) -> None:
    (tmp_path / "vault").write_text("#!/bin/sh\n", encoding="ascii")

    assert "Permission denied" in failed([str(tmp_path / "vault")]).message


def test_a_program_that_takes_too_long_is_ended_with_all_it_started(tmp_path: Path) -> None:
    """One that it started may hold its output open: waiting for the end of that would wait for ever."""
    program = (
        "import subprocess, sys, time, pathlib\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(tmp_path / 'child')!r}).write_text(str(child.pid))\n"
        "time.sleep(600)\n"
    )
    failure = failed(python(program), patience=2)

    assert "no key after 2 seconds" in failure.message
    assert ends(int((tmp_path / "child").read_text(encoding="ascii")))


def test_a_program_that_closes_its_output_and_stays_is_ended() -> None:
    assert "no key after 1 seconds" in failed(python("import os, time; os.close(1); time.sleep(600)"), 1).message


def test_a_program_that_prints_without_end_is_ended() -> None:
    assert "more than a key can be" in failed(["cat", "/dev/zero"]).message


def test_a_program_is_asked_nothing_and_says_nothing_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    program = "import sys; print(repr(sys.stdin.read())); print('secret', file=sys.stderr)"

    assert b"''\n" == printed_by(python(program))
    assert ("", "") == capfd.readouterr()


def test_a_program_knows_the_settings_of_who_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAULT_ADDR", "there")

    assert b"there\n" == printed_by(python("import os; print(os.environ['VAULT_ADDR'])"))
    assert os.environ["VAULT_ADDR"] == "there"
