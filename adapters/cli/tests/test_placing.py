"""The folder of a demonstration appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre_cli.demo.placing import (
    ARCHIVE,
    DATABASE,
    DOCUMENTS,
    EXPORT,
    NOTICES,
    PICTURES,
    ROWS,
    SIGNATURES,
    SUMMARY,
    is_told,
    whole,
)
from registre_core import AdapterFailure, InvalidInput

LEFT = (NOTICES, DOCUMENTS, ARCHIVE, PICTURES, EXPORT, DATABASE, SIGNATURES, ROWS, SUMMARY)
"""What a demonstration leaves, in the order of the alphabet."""


def fill(folder: Path) -> None:
    (folder / NOTICES).mkdir()
    (folder / DOCUMENTS).mkdir()
    (folder / PICTURES).mkdir()
    (folder / SIGNATURES).mkdir()
    for name in (DATABASE, EXPORT, SUMMARY, ROWS, ARCHIVE):
        (folder / name).write_text(name)


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


@pytest.mark.parametrize("into", ["registre", "a/b/registre"])
def test_a_folder_that_is_missing_is_made_in_one_step(tmp_path: Path, into: str) -> None:
    with whole(tmp_path / into) as staging:
        fill(staging)
        assert not (tmp_path / into).exists()
        assert not (tmp_path / into.split("/", maxsplit=1)[0]).exists()

    assert names(tmp_path / into) == [*LEFT]
    assert len(list(tmp_path.iterdir())) == 1


def test_a_folder_that_is_empty_is_kept_and_filled(tmp_path: Path) -> None:
    (tmp_path / "vide").mkdir()
    same = (tmp_path / "vide").stat().st_ino

    with whole(tmp_path / "vide") as staging:
        fill(staging)

    assert names(tmp_path) == [
        "vide",
        *(f"vide/{name}" for name in LEFT),
    ]
    assert (tmp_path / "vide").stat().st_ino == same


@pytest.mark.parametrize("into", ["registre", "a/b/registre", "vide"])
@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, BrokenPipeError])
def test_a_failure_leaves_nothing(tmp_path: Path, into: str, error: type[BaseException]) -> None:
    (tmp_path / "vide").mkdir()

    with pytest.raises(error), whole(tmp_path / into) as staging:
        fill(staging)
        raise error

    assert names(tmp_path) == ["vide"]


def test_a_failing_disk_is_told_as_one(tmp_path: Path) -> None:
    with pytest.raises(AdapterFailure) as refused, whole(tmp_path / "registre"):
        raise OSError(28, "No space left on device")

    assert refused.value.code == "disk-full"
    assert names(tmp_path) == []


def test_what_is_there_decides(tmp_path: Path) -> None:
    assert not is_told(tmp_path / "absent")
    assert not is_told(tmp_path)
    fill(tmp_path)
    assert is_told(tmp_path)


@pytest.mark.parametrize("missing", [DATABASE, EXPORT])
def test_half_of_a_demonstration_is_something_else(tmp_path: Path, missing: str) -> None:
    fill(tmp_path)
    (tmp_path / missing).unlink()

    with pytest.raises(InvalidInput) as refused:
        is_told(tmp_path)

    assert refused.value.code == "folder-not-empty"


@pytest.mark.parametrize("into", ["fichier", "fichier/registre", "cercle", "cercle/registre"])
def test_a_file_is_no_folder(tmp_path: Path, into: str) -> None:
    (tmp_path / "fichier").touch()
    (tmp_path / "cercle").symlink_to("cercle")

    with pytest.raises(InvalidInput) as refused:
        is_told(tmp_path / into)

    assert refused.value.code == "not-a-folder"


def test_what_a_killed_demonstration_left_does_not_block_the_next(tmp_path: Path) -> None:
    (tmp_path / ".registre-demo-0123").mkdir()

    assert not is_told(tmp_path)


def test_who_comes_second_is_told_so_and_leaves_the_first_alone(tmp_path: Path) -> None:
    into = tmp_path / "registre"

    with pytest.raises(InvalidInput) as refused, whole(into) as staging:
        fill(staging)
        into.mkdir()
        fill(into)

    assert refused.value.code == "folder-not-empty"
    assert names(tmp_path) == [
        "registre",
        *(f"registre/{name}" for name in LEFT),
    ]
