"""What a sweep finds in the folder, and what it leaves alone."""

import os
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.identifiers import WorkspaceId
from registre_documents_folder.folder import FolderDocuments

NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)


def put(store: FolderDocuments, workspace: WorkspaceId, content: bytes) -> Digest:
    return store.put(workspace, BytesIO(content), cap=1_000).digest


def aged(path: Path, by: timedelta) -> Path:
    """Give a file another time."""
    os.utime(path, ((NOW - by).timestamp(),) * 2)
    return path


def test_what_killed_processes_left_is_tidied_up_once_it_is_old(store: FolderDocuments, root: Path) -> None:
    old, young, other = (root / "incoming" / name for name in ("a.part", "b.part", "c.txt"))
    for path in (old, young, other):
        path.write_bytes(b"coupe")
    for path in (old, other):
        aged(path, 2 * HOUR)
    assert 1 == store.tidy(before=NOW - HOUR)
    assert [False, True, True] == [path.exists() for path in (old, young, other)]


def test_nothing_but_documents_is_listed(store: FolderDocuments, workspace: WorkspaceId, root: Path) -> None:
    digest = put(store, workspace, b"document")
    shelf = root / str(workspace) / digest[:2]
    (shelf / "LISEZMOI").write_bytes(b"note")
    (shelf / ("a" * 64)).symlink_to(root / "incoming")
    (root / str(workspace) / "fichier").write_bytes(b"note")
    (root / str(workspace) / "copie").mkdir()
    (root / str(workspace) / "copie" / digest).write_bytes(b"document")
    assert [digest] == [one.digest for one in store.lying(workspace, before=NOW + HOUR)]


def test_no_link_leads_a_sweep_elsewhere(
    store: FolderDocuments, workspace: WorkspaceId, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "ailleurs").mkdir()
    (root / str(workspace)).symlink_to(tmp_path / "ailleurs")
    with pytest.raises(AdapterFailure, match="documents-failed"):
        list(store.lying(workspace, before=NOW))
    with pytest.raises(AdapterFailure, match="documents-failed"):
        store.remove(workspace, Digest("a" * 64), before=NOW)


def test_a_link_in_the_place_of_a_document_goes_alone(
    store: FolderDocuments, workspace: WorkspaceId, root: Path, tmp_path: Path
) -> None:
    digest = put(store, workspace, b"document")
    aside = tmp_path / "aside"
    aside.write_bytes(b"document")
    place = root / str(workspace) / digest[:2] / digest
    place.unlink()
    place.symlink_to(aside)
    assert store.remove(workspace, digest, before=NOW + HOUR)
    assert [False, True] == [place.is_symlink(), aside.exists()]


def test_a_disk_that_is_not_mounted_does_not_pass_for_an_empty_one(
    store: FolderDocuments, workspace: WorkspaceId, root: Path
) -> None:
    (root / "incoming").rmdir()
    for deed in (
        lambda: list(store.lying(workspace, before=NOW)),
        lambda: store.remove(workspace, Digest("a" * 64), before=NOW),
        lambda: store.tidy(before=NOW),
    ):
        with pytest.raises(AdapterFailure) as failed:
            deed()
        assert "documents-failed" == failed.value.code
