"""What an adapter's author meets: the kit from its wheel, the template, the how-tos; this tree cannot be seen."""

import os
import re
import shutil
from pathlib import Path

import pytest
from tests.end_to_end.environments import ROOT, TEMPLATE, from_the_cache_first, lock, new_environment, run, uv

pytestmark = pytest.mark.slow

PYTEST = ("-m", "pytest", "-v", "-rs", "-W", "error", "-p", "no:cacheprovider")

BRIEFLY = () if "REGISTRE_FAULT_ROUNDS" in os.environ else ("-k", "not comes_back_equal and not after_any_history")
"""Leaves to `./dev faults` that any value comes back from a storage that writes a whole folder for each of them."""


@pytest.fixture(scope="module")
def python(wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the core with its extra, and the template, into a new environment."""
    folder = tmp_path_factory.mktemp("outside")
    python = new_environment(folder) / "python"
    install = ("pip", "install", "--python", python)
    kit = f"registre-core[testing] @ {wheels['registre_core'].as_uri()}"
    from_the_cache_first(*install, "--constraint", lock("test"), kit, cwd=folder)
    uv(*install, "--no-deps", "--no-index", wheels["registre_template"], cwd=folder)
    return python


EVERYTHING_OF_TESTING = """
import importlib, pkgutil, registre_core.testing as testing
from importlib.metadata import distributions
for module in pkgutil.walk_packages(testing.__path__, "registre_core.testing."):
    importlib.import_module(module.name)
print(*sorted(one.name for one in distributions() if one.name.startswith("registre")), testing.__file__)
"""


def test_the_kit_needs_its_extra_and_no_adapter(python: Path, tmp_path: Path) -> None:
    *installed, where = run(python, "-c", EVERYTHING_OF_TESTING, cwd=tmp_path).split()

    assert ["registre-core", "registre-template"] == installed
    assert Path(where).is_relative_to(python.parents[1])


def test_the_template_passes_its_contract_unchanged_and_says_what_it_lacks(python: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(TEMPLATE, tmp_path / "copied", ignore=shutil.ignore_patterns("src", ".*", "__pycache__"))
    told = run(python, *PYTEST, cwd=copy)

    assert re.search(r"\d{2} passed, 14 skipped", told)
    assert "NTF-4 not asked of TestFolderNotifier, which lacks `refuses_recipients`: the far end can" in told
    assert "NTF-6 not asked of TestFolderNotifier, which lacks `waits`: the far end can keep it waiting" in told


@pytest.mark.parametrize(
    "name,contract", [("write-an-adapter", "TestJournal"), ("write-a-storage", "TestFolderStorage")]
)
def test_a_how_to_is_followed_from_its_first_line_to_the_last(
    python: Path, tmp_path: Path, name: str, contract: str
) -> None:
    page = (ROOT / "docs" / "how-to" / f"{name}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)
    (tmp_path / "test_page.py").write_text("\n\n".join(blocks), encoding="utf-8")
    told = run(python, *PYTEST, *BRIEFLY, "test_page.py", cwd=tmp_path)

    assert f"test_page.py::{contract}::" in told
