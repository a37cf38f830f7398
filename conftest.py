"""What every test run shares: the examples of README, docs and docstrings are tests too."""

import contextlib
import os
import shutil
import tempfile
from typing import Any

import pytest
from hypothesis import settings
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.integration.pytest import pytest_integration as collector_of  # pytest would take its name for a hook
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

# Shared machines stall now and then: a law is broken by a counter-example, never by a slow second.
# What decides a landing is the same every time; a developer's runs try something new each.
settings.register_profile("registre", deadline=None, print_blob=True, derandomize="CI" in os.environ)
settings.load_profile("registre")


def enter_a_folder_of_its_own(namespace: dict[str, Any]) -> None:
    """Let the examples of one document write files without touching the tree."""
    stack = namespace["_folder"] = contextlib.ExitStack()
    stack.enter_context(contextlib.chdir(stack.enter_context(tempfile.TemporaryDirectory())))


def leave_it(namespace: dict[str, Any]) -> None:
    """Go back to where pytest was started."""
    namespace.pop("_folder").close()


pytest_collect_file = collector_of(
    Sybil(
        parsers=[PythonCodeBlockParser(), SkipParser()],
        patterns=["README.md", "docs/*.md", "docs/**/*.md"],
        setup=enter_a_folder_of_its_own,
        teardown=leave_it,
    ),
    Sybil(
        parsers=[DocTestParser()],
        patterns=["src/registre_core/*.py", "src/registre_core/**/*.py"],
        document_types={".py": PythonDocStringDocument},
    ),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the slow tests first, so that no worker waits for them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def found(command: str, package: str) -> str:
    """Find a command that a test needs; without it the test is skipped on one's own machine, and fails in CI."""
    path = shutil.which(command)
    if path is not None:
        return path
    missing = f"needs {command}, which Debian has in {package}"
    if "CI" in os.environ:
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture
def strace() -> str:
    """Find what shows, fails and interrupts system calls at the border of the kernel."""
    return found("strace", "strace")


@pytest.fixture
def prlimit() -> str:
    """Find what bounds the files and the memory of a process."""
    return found("prlimit", "util-linux")


@pytest.fixture
def openssl() -> str:
    """Find somebody else's implementation of signatures."""
    return found("openssl", "openssl")


@pytest.fixture
def bound_by_rights() -> tuple[str, ...]:
    """Give the command that makes root obey the rights of files, like anybody else."""
    if os.geteuid() != 0:
        return ()
    powers = "-dac_override,-dac_read_search"
    return (found("setpriv", "util-linux"), f"--bounding-set={powers}", f"--inh-caps={powers}")
