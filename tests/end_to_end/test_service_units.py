"""The units of the how-to: systemd knows every line of them, and our command line every command."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen
from cyclopts import CycloptsError

from registre_cli.app import command_line
from registre_core import ConfigurationError, Host

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
UNITS = HOW_TO / "systemd"
REGISTRE = "/opt/registre/bin/registre"
BACKUP = "/opt/registre/share/backup.sh"

KNOWN = {
    "Unit": "Description Wants After OnFailure StartLimitIntervalSec",
    "Timer": "OnCalendar Persistent AccuracySec",
    "Install": "WantedBy",
    "Service": """
        Type ExecStart Restart RestartSec RestartPreventExitStatus TimeoutStopSec EnvironmentFile User Group UMask
        StateDirectory StateDirectoryMode ReadWritePaths NoNewPrivileges CapabilityBoundingSet ProtectSystem
        ProtectHome PrivateTmp PrivateDevices ProtectClock ProtectControlGroups ProtectHostname ProtectKernelLogs
        ProtectKernelModules ProtectKernelTunables ProtectProc LockPersonality RestrictAddressFamilies
        RestrictNamespaces RestrictRealtime RestrictSUIDSGID SystemCallArchitectures SystemCallFilter
        SystemCallErrorNumber
    """,
}
"""What these units say, in the sections where systemd takes it (systemd.unit(5), .service(5), .timer(5), .exec(5)):
elsewhere, or misspelt, it is left out with a warning that nobody reads."""


@frozen
class Line:
    """One assignment of a unit."""

    unit: str
    section: str
    name: str
    value: str


def lines_of(file: Path) -> Iterator[Line]:
    section = ""
    for line in re.sub(r"\\\n\s*", "", file.read_text("utf-8")).splitlines():
        if header := re.fullmatch(r"\[(\w+)]", line):
            section = header[1]
        elif line and not line.startswith("#"):
            name, _, value = line.partition("=")
            yield Line(file.name, section, name, value)


FILES = sorted(file for file in UNITS.rglob("*") if file.suffix in {".service", ".timer", ".conf"})
LINES = [line for file in FILES for line in lines_of(file)]
SETTINGS = dict(
    line.split("=", 1) for line in (UNITS / "registre.env").read_text("utf-8").splitlines() if not line.startswith("#")
)
COMMANDS = [line for line in LINES if line.name == "ExecStart"]


def words_of(line: Line) -> list[str]:
    """Read a command as systemd does: a variable in braces stays one word."""
    return [re.sub(r"\$\{(\w+)}", lambda found: SETTINGS[found[1]], word) for word in shlex.split(line.value)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_systemd_knows_every_line(file: Path) -> None:
    assert [] == [line for line in lines_of(file) if line.name not in KNOWN[line.section].split()]


@pytest.mark.parametrize("line", COMMANDS, ids=lambda line: line.value)
def test_every_command_is_one_that_there_is(line: Line) -> None:
    words = words_of(line)
    if REGISTRE in words:
        command_line().parse_args(words[words.index(REGISTRE) + 1 :], print_error=False, exit_on_error=False)
    else:
        assert words[0] in {BACKUP, "/usr/bin/logger"}


def test_a_command_that_there_is_not_would_be_found() -> None:
    with pytest.raises(CycloptsError):
        command_line().parse_args(["deliver", "sqlite:///r.db", "--wach"], print_error=False, exit_on_error=False)


def test_the_settings_are_those_that_are_used_and_all_of_them() -> None:
    assert SETTINGS.keys() == {name for line in COMMANDS for name in re.findall(r"\$\{(\w+)}", line.value)}


def test_the_mail_server_of_the_settings_lacks_its_password_alone() -> None:
    with pytest.raises(ConfigurationError) as refusal:
        Host.discover().build("notifier", SETTINGS["MAIL"])
    assert "password-file" == refusal.value.facts["parts"]


def test_the_pages_make_the_key_of_callbacks_where_the_settings_look_for_it() -> None:
    assert SETTINGS["CALLBACKS"] in (HOW_TO / "receive-callbacks.md").read_text("utf-8")


def test_every_timer_has_its_service_and_every_job_its_timer() -> None:
    jobs = {line.unit for line in LINES if (line.name, line.value) == ("Type", "oneshot") and "@" not in line.unit}
    assert {f"{Path(job).stem}.timer" for job in jobs} == {file.name for file in FILES if file.suffix == ".timer"}


def test_what_is_started_again_for_ever_is_not_where_its_settings_are_wrong() -> None:
    """Or it never counts as failed, and `OnFailure=` tells nobody (systemd.unit(5))."""
    restarted = {line.unit for line in LINES if (line.name, line.value) == ("Restart", "always")}
    assert restarted == {line.unit for line in LINES if (line.name, line.value) == ("RestartPreventExitStatus", "2")}


def test_the_page_names_every_unit() -> None:
    page = (HOW_TO / "run-as-a-service.md").read_text("utf-8")
    missing = [file.name for file in FILES if file.name not in page and file.stem not in page]
    assert [] == missing


def test_no_job_runs_where_it_is_not_shut_in() -> None:
    shut_in = {line.name for line in LINES if line.unit == "common.conf"}
    assert {"NoNewPrivileges", "CapabilityBoundingSet", "ProtectSystem", "SystemCallFilter", "User"} <= shut_in
    assert {"trouble-of@.service"} == {file.name for file in FILES if not file.name.startswith("registre-")} - {
        "common.conf"
    }


def test_systemd_itself_finds_nothing_wrong_where_it_is_there(tmp_path: Path) -> None:
    """CI has no systemd; what it would say first is said by the tests above."""
    shutil.copytree(UNITS, tmp_path / "units")
    for file in (tmp_path / "units").glob("*.service"):
        content = file.read_text("utf-8").replace(REGISTRE, "/bin/true").replace(BACKUP, "/bin/true")
        file.write_text(content, encoding="utf-8")
    units = [tmp_path / "units" / file.name for file in FILES if file.name != "common.conf"]
    verify = [shutil.which("systemd-analyze") or "true", "verify", *map(str, units)]
    found = subprocess.run(verify, capture_output=True, text=True, check=False)

    assert ("", 0) == (found.stderr, found.returncode)
