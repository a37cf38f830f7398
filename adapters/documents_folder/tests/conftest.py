"""A store in a folder of its own, and other processes that put into it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from registre_core.kernel.identifiers import WorkspaceId
from registre_documents_folder.folder import FolderDocuments

PROGRAMME = Path(__file__).with_name("put_document.py")

PutElsewhere = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def workspace() -> WorkspaceId:
    return WorkspaceId(uuid4())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path.resolve() / "documents"
    root.mkdir()
    return root


@pytest.fixture
def store(root: Path) -> FolderDocuments:
    return FolderDocuments(root)


@pytest.fixture
def put_elsewhere(root: Path, workspace: WorkspaceId) -> PutElsewhere:
    """Put a document from another process, behind a command such as strace."""

    def run(*arguments: object, behind: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        command = [*behind, sys.executable, str(PROGRAMME), str(root), str(workspace), *map(str, arguments)]
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(command, check=False, capture_output=True, text=True, env=environment, timeout=60)

    return run
