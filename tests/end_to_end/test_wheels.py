"""What is published works without this tree: wheels, a new environment, and the demo run from there."""

import email
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from tests.end_to_end.environments import ROOT, from_the_cache_first, lock, new_environment, run, uv

TEMPLATE = "registre_template"
PACKAGES = ["registre_core", *sorted(path.name for path in (ROOT / "adapters").glob("*/src/*") if path.is_dir())]
INSTALLED = [package for package in PACKAGES if package != TEMPLATE]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def commands(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheels and the locked third-party packages into a new environment."""
    folder = tmp_path_factory.mktemp("elsewhere")
    bin_folder = new_environment(folder)
    into = ("--python", bin_folder / "python")
    from_the_cache_first("pip", "sync", *into, "--require-hashes", lock("demo"), cwd=folder)
    uv("pip", "install", *into, "--no-deps", "--no-index", *(wheels[name] for name in INSTALLED), cwd=folder)
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


def test_the_extra_testing_asks_for_pytest_and_hypothesis_and_nothing_else(wheels: dict[str, Path]) -> None:
    metadata = metadata_of(wheels["registre_core"])
    requirements = map(Requirement, email.message_from_string(metadata).get_all("Requires-Dist", []))

    assert ["testing"] == email.message_from_string(metadata).get_all("Provides-Extra")
    assert {"pytest", "hypothesis"} == {each.name for each in requirements if "testing" in str(each.marker)}


EVERYTHING_BUT_TESTING = """
import importlib, pkgutil, sys, registre_core
for module in pkgutil.walk_packages(registre_core.__path__, "registre_core."):
    if not module.name.startswith("registre_core.testing"):
        importlib.import_module(module.name)
print(*(name for name in sys.modules if name.partition(".")[0] in {"pytest", "_pytest", "hypothesis"}))
"""


def test_without_the_extra_the_core_is_imported_and_asks_for_no_pytest(commands: Path, tmp_path: Path) -> None:
    assert "" == run(commands / "python", "-c", EVERYTHING_BUT_TESTING, cwd=tmp_path).strip()
    with pytest.raises(AssertionError, match="No module named 'pytest'"):
        run(commands / "python", "-c", "import registre_core.testing", cwd=tmp_path)


def test_the_new_environment_does_not_see_this_tree(commands: Path, tmp_path: Path) -> None:
    for package in INSTALLED:
        where = run(commands / "python", "-c", f"import {package}; print({package}.__file__)", cwd=tmp_path)
        assert Path(where).is_relative_to(commands.parent)


def test_the_demo_runs_from_the_wheels_alone(commands: Path, tmp_path: Path) -> None:
    run(commands / "registre", "demo", "--into", tmp_path / "left", cwd=tmp_path)
    assert {"registre.db", "register.jsonl"} <= {path.name for path in (tmp_path / "left").iterdir()}
