"""Addresses and folders that a store can be opened at, and those it refuses with one clear error."""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from registre_core.kernel.errors import AdapterFailure, ConfigurationError
from registre_core.kernel.identifiers import WorkspaceId
from registre_documents_folder.address import folder_at
from registre_documents_folder.folder import FolderDocuments

PutElsewhere = Callable[..., CompletedProcess[str]]


@pytest.mark.skipif(sys.platform == "win32", reason="paths of Windows begin with a drive")
@pytest.mark.parametrize(
    "url, path",
    [
        ("file:///var/lib/registre", "/var/lib/registre"),
        ("file:/var/lib/registre", "/var/lib/registre"),
        ("file://localhost/var/lib/registre", "/var/lib/registre"),
        ("FILE:///var/lib/registre", "/var/lib/registre"),
        ("file:///var/lib/registre/", "/var/lib/registre"),
        ("file:///var/lib/mes%20documents/100%25/n%C2%B0%231", "/var/lib/mes documents/100%/n°#1"),
        ("file:///var/lib/mes documents/été", "/var/lib/mes documents/été"),
    ],
)
def test_an_address_names_an_absolute_folder_of_this_machine(url: str, path: str) -> None:
    assert Path(path) == folder_at(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/var/lib/registre",
        "file:",
        "file://",
        "file:registre",
        "file://registre",
        "file://server/share",
        "file:///var/lib/registre?mode=ro",
        "file:///var/lib/registre#1",
        "file:///var/%00lib",
        "file://[/var/lib",
        "s3://registre/documents",
    ],
)
def test_any_other_address_is_malformed(url: str) -> None:
    with pytest.raises(ConfigurationError, match="malformed-address"):
        folder_at(url)


def test_the_address_that_a_path_gives_of_itself_leads_back_to_it(tmp_path: Path) -> None:
    odd = tmp_path / "d'été #1 100% ?"
    assert odd == folder_at(odd.as_uri())


def test_documents_are_found_again_by_the_address_of_their_folder(root: Path, workspace: WorkspaceId) -> None:
    document = FolderDocuments.at(root.as_uri()).put(workspace, BytesIO(b"report"), cap=10)
    with FolderDocuments.at(root.as_uri()).open(workspace, document.digest) as stream:
        assert b"report" == stream.read()


def test_a_folder_that_is_not_there_is_missing_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="folder-missing"):
        FolderDocuments(tmp_path / "documents")
    assert [] == list(tmp_path.iterdir())


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "documents"
    file.touch()
    with pytest.raises(ConfigurationError, match="folder-missing"):
        FolderDocuments(file)


def test_something_else_in_the_place_of_incoming_is_a_failure(root: Path) -> None:
    (root / "incoming").touch()
    with pytest.raises(AdapterFailure, match="documents-failed"):
        FolderDocuments(root)


@pytest.mark.parametrize("already_used", [False, True])
def test_a_folder_that_may_not_be_written_is_refused_at_once(
    already_used: bool,  # noqa: FBT001  # a column of the table
    root: Path,
    put_elsewhere: PutElsewhere,
    bound_by_rights: tuple[str, ...],
) -> None:
    if already_used:
        FolderDocuments(root)
    root.chmod(0o500)
    run = put_elsewhere(100, behind=bound_by_rights)
    root.chmod(0o700)
    assert ("folder-not-writable", "") == (run.stdout, run.stderr)


def test_a_folder_behind_a_closed_door_is_refused_at_once(
    root: Path, put_elsewhere: PutElsewhere, bound_by_rights: tuple[str, ...]
) -> None:
    root.parent.chmod(0o600)
    run = put_elsewhere(100, behind=bound_by_rights)
    root.parent.chmod(0o700)
    assert ("folder-not-writable", "") == (run.stdout, run.stderr)


def test_the_folder_of_a_workspace_that_may_not_be_written_fails_the_put(
    root: Path, workspace: WorkspaceId, put_elsewhere: PutElsewhere, bound_by_rights: tuple[str, ...]
) -> None:
    (root / str(workspace)).mkdir(mode=0o500)
    run = put_elsewhere(100, behind=bound_by_rights)
    assert ("put begins\ndocuments-not-writable", "") == (run.stdout, run.stderr)
    assert [] == list((root / "incoming").iterdir())
