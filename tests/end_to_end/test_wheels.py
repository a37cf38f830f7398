"""What is published works without this tree: wheels, a new environment, and the demo run from there."""

import email
import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from uv import find_uv_bin

ROOT = Path(__file__).parents[2]
PACKAGES = ["registre_core", *sorted(path.name for path in (ROOT / "adapters").glob("*/src/*") if path.is_dir())]

pytestmark = pytest.mark.slow


def outside_the_tree() -> Mapping[str, str]:
    """Leave out what would let the new environment see this one."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=outside_the_tree(), capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


def uv(*arguments: str | Path, cwd: Path) -> None:
    run(find_uv_bin(), *arguments, "--quiet", cwd=cwd)


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the wheel of each package with the locked build backend, without asking the network."""
    folder = tmp_path_factory.mktemp("wheels")
    build = ("build", "--wheel", "--all-packages", "--no-build-isolation", "--offline")
    uv(*build, "--python", sys.executable, "--out-dir", folder, ROOT, cwd=folder)
    return {wheel.name.partition("-")[0]: wheel for wheel in folder.glob("*.whl")}


@pytest.fixture(scope="module")
def commands(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheels and the locked third-party packages into a new environment."""
    folder = tmp_path_factory.mktemp("elsewhere")
    bin_folder = folder / "environment" / "bin"
    into = ("--python", bin_folder / "python")
    uv("venv", "--python", sys.executable, folder / "environment", cwd=folder)
    locked = ("pip", "sync", *into, "--require-hashes", ROOT / "requirements" / "demo.lock")
    try:  # ./dev left these packages in uv's cache, so a network that is away or slow does not matter
        uv(*locked, "--offline", cwd=folder)
    except AssertionError:  # the cache was emptied since
        uv(*locked, cwd=folder)
    uv("pip", "install", *into, "--no-deps", "--no-index", *wheels.values(), cwd=folder)
    return bin_folder


def metadata_of(wheel: Path) -> str:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        return archive.read(name).decode()


def always_required(metadata: str) -> set[str]:
    """Name what comes along on some machine at least, whether or not an extra was asked for."""
    requirements = map(Requirement, email.message_from_string(metadata).get_all("Requires-Dist", []))
    return {each.name for each in requirements if each.marker is None or "extra ==" not in str(each.marker)}


def test_every_package_of_the_tree_has_a_wheel(wheels: dict[str, Path]) -> None:
    assert sorted(PACKAGES) == sorted(wheels)


def test_every_wheel_says_that_it_is_typed(wheels: dict[str, Path]) -> None:
    for package, wheel in wheels.items():
        with zipfile.ZipFile(wheel) as archive:
            assert f"{package}/py.typed" in archive.namelist()


def test_the_core_always_requires_attrs_cattrs_and_pluggy_and_nothing_else(wheels: dict[str, Path]) -> None:
    assert {"attrs", "cattrs", "pluggy"} == always_required(metadata_of(wheels["registre_core"]))


def test_a_requirement_that_hides_behind_a_platform_would_be_noticed() -> None:
    metadata = "Requires-Dist: attrs\nRequires-Dist: a; sys_platform == 'win32'\nRequires-Dist: b; extra == 'testing'\n"
    assert {"attrs", "a"} == always_required(metadata)


def test_the_new_environment_does_not_see_this_tree(commands: Path, tmp_path: Path) -> None:
    for package in PACKAGES:
        where = run(commands / "python", "-c", f"import {package}; print({package}.__file__)", cwd=tmp_path)
        assert Path(where).is_relative_to(commands.parent)


def test_the_demo_runs_from_the_wheels_alone(commands: Path, tmp_path: Path) -> None:
    run(commands / "registre", "demo", "--into", tmp_path / "left", cwd=tmp_path)
    assert {"registre.db", "register.jsonl"} <= {path.name for path in (tmp_path / "left").iterdir()}
