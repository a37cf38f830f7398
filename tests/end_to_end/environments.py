"""Wheels, and new environments in which they stand without this tree."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from uv import find_uv_bin

ROOT = Path(__file__).parents[2]
TEMPLATE = ROOT / "adapters" / "_template"


def outside_the_tree() -> Mapping[str, str]:
    """Leave out what would let the new environment see this one."""
    hidden = ("PYTHON", "VIRTUAL_ENV", "PYTEST_", "COV_")
    return {key: value for key, value in os.environ.items() if not key.startswith(hidden)}


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=outside_the_tree(), capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


def uv(*arguments: str | Path, cwd: Path) -> None:
    run(find_uv_bin(), *arguments, "--quiet", cwd=cwd)


def from_the_cache_first(*arguments: str | Path, cwd: Path) -> None:
    """Install what ./dev left in uv's cache, so that a network that is away or slow does not matter."""
    try:
        uv(*arguments, "--offline", cwd=cwd)
    except AssertionError:  # the cache was emptied since
        uv(*arguments, cwd=cwd)


def built(folder: Path) -> dict[str, Path]:
    """Build the wheel of each package with the locked build backend, without asking the network."""
    build = ("build", "--wheel", "--no-build-isolation", "--offline", "--python", sys.executable, "--out-dir", folder)
    uv(*build, "--all-packages", ROOT, cwd=folder)
    uv(*build, TEMPLATE, cwd=folder)
    return {wheel.name.partition("-")[0]: wheel for wheel in folder.glob("*.whl")}


def new_environment(folder: Path) -> Path:
    """Make an empty environment, and give the folder of its commands."""
    uv("venv", "--python", sys.executable, folder / "environment", cwd=folder)
    return folder / "environment" / "bin"


def lock(name: str) -> Path:
    return ROOT / "requirements" / f"{name}.lock"
