"""The locks pin everything by hash, name no host, and say the same as the pyproject files."""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "requirements").iterdir())}

# name==version, perhaps a marker, hashes: no other character fits, so neither does an address or an option.
PIN = re.compile(
    r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9][\w.+!]*)( ; [\w .'<>=!()*]+)?(?P<hashes>( +--hash=sha256:[0-9a-f]{64})*)"
)


def lines_of(lock: str) -> list[str]:
    return lock.replace("\\\n", "").splitlines()


def malformed(lock: str) -> list[str]:
    return [line for line in lines_of(lock) if PIN.fullmatch(line) is None]


def unhashed(lock: str) -> list[str]:
    return [pin["name"] for line in lines_of(lock) if (pin := PIN.fullmatch(line)) and not pin["hashes"]]


def versions_in(lock: str) -> dict[str, set[str]]:
    """A package has several versions when Pythons or systems differ."""
    versions: dict[str, set[str]] = {}
    for line in lines_of(lock):
        if pin := PIN.fullmatch(line):
            versions.setdefault(pin["name"], set()).add(pin["version"])
    return versions


def read_projects() -> dict[str, dict[str, Any]]:
    files = [ROOT / "pyproject.toml", *sorted((ROOT / "adapters").glob("*/pyproject.toml"))]
    projects = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    return {project["project"]["name"]: project for project in projects}


PROJECTS = read_projects()
GROUPS: dict[str, list[Any]] = PROJECTS["registre-core"]["dependency-groups"]


def in_group(name: str) -> Iterator[Requirement]:
    for item in GROUPS[name]:
        if isinstance(item, str):
            yield Requirement(item)
        else:
            yield from in_group(item["include-group"])


def followed(requirements: Iterator[Requirement]) -> Iterator[Requirement]:
    """Add what our own packages ask for, and what those ask for in turn."""
    waiting, seen = list(requirements), set()
    while waiting:
        requirement = waiting.pop()
        yield requirement
        if requirement.name in PROJECTS and requirement.name not in seen:
            seen.add(requirement.name)
            waiting += map(Requirement, PROJECTS[requirement.name]["project"]["dependencies"])


def out_of_step(requirements: Iterator[Requirement], lock: str) -> list[str]:
    locked = versions_in(lock)
    return [
        str(requirement)
        for requirement in requirements
        if requirement.name not in PROJECTS
        and not any(map(requirement.specifier.contains, locked.get(canonicalize_name(requirement.name), ())))
    ]


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_is_a_pinned_package_and_nothing_else(name: str) -> None:
    assert [] == malformed(LOCKS[name])


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_carries_hashes(name: str) -> None:
    assert [] == unhashed(LOCKS[name])


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://index.example.org/simple",
        "--find-links /srv/wheels",
        "attrs @ https://example.org/attrs.whl",
        "attrs==26.1.0 # via index.example.org",
        "-e .",
        "attrs>=26",
        "attrs==26.1.0 --hash=md5:00",
    ],
)
def test_an_address_an_option_or_an_open_version_would_be_noticed(line: str) -> None:
    assert [line] == malformed(LOCKS["bootstrap"] + line)


def test_a_package_without_hash_would_be_noticed() -> None:
    assert ["attrs"] == unhashed(LOCKS["bootstrap"] + "attrs==26.1.0 ; sys_platform == 'linux'")


def test_each_lock_belongs_to_a_group() -> None:
    assert {"bootstrap", "demo", "test", "mutants", "docs", "bench"} == set(LOCKS)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_what_its_group_asks_for(name: str) -> None:
    assert [] == out_of_step(followed(in_group(name)), LOCKS[name])


@pytest.mark.parametrize("requirement", ["left-pad", "attrs>=1000", "pluggy<1"])
def test_a_forgotten_relocking_would_be_noticed(requirement: str) -> None:
    assert [requirement] == out_of_step(iter([Requirement(requirement)]), LOCKS["demo"])


def test_the_tests_lock_covers_every_package_of_the_tree_with_its_extras() -> None:
    for project in PROJECTS.values():
        asked = [*project["project"]["dependencies"]]
        for extra in project["project"].get("optional-dependencies", {}).values():
            asked += extra
        assert [] == out_of_step(map(Requirement, asked), LOCKS["test"])


@pytest.mark.parametrize("name", LOCKS)
def test_locks_never_contradict_each_other(name: str) -> None:
    """One environment may hold several of them at once."""
    locked = versions_in(LOCKS[name])
    for other in map(versions_in, LOCKS.values()):
        shared = locked.keys() & other.keys()
        assert {package: other[package] for package in shared} == {package: locked[package] for package in shared}


@pytest.mark.parametrize("name", ["uv.lock", "pylock.toml"])
def test_files_that_record_host_names_stay_out_of_git(name: str) -> None:
    assert name in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


@pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="needs git and a clone to ask what is tracked"
)
def test_git_tracks_no_file_that_records_host_names() -> None:
    asked = ["git", "-C", str(ROOT), "ls-files", "*uv.lock", "*pylock*.toml"]
    tracked = subprocess.run(asked, check=True, capture_output=True, text=True)
    assert "" == tracked.stdout
