"""What every test run shares: the examples of README, docs and docstrings are tests too."""

import contextlib
import os
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
