"""A store in a folder of its own, and other processes that put into it."""

import os
import shutil
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


@pytest.fixture
def strace() -> str:
    """Find what shows, fails and interrupts system calls at the border of the kernel."""
    found = shutil.which("strace")
    if found is None:
        pytest.skip("needs strace, which Debian has as strace")
    return found


@pytest.fixture
def bound_by_rights() -> tuple[str, ...]:
    """Give the command that makes root obey the rights of files, like anybody else."""
    if os.geteuid() != 0:
        return ()
    found = shutil.which("setpriv")
    if found is None:
        pytest.skip("as root this needs setpriv, which Debian has in util-linux")
    powers = "-dac_override,-dac_read_search"
    return (found, f"--bounding-set={powers}", f"--inh-caps={powers}")
