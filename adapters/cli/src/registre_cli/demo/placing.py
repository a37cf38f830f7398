"""A folder that appears whole or not at all."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from registre_cli.files import refusal
from registre_core import InvalidInput

DATABASE, DOCUMENTS, EXPORT, PICTURES = "registre.db", "documents", "register.jsonl", "pictures"
"""What a demonstration leaves; the database is put in place last."""
SIGNATURES, PROOF, DRAWN, KEY = "signatures", "preuve.json", "trace.svg", "cle.pub"
"""Where files about signatures are left: what proves one, what was drawn, the public half of the key that attests."""
SLIP, PERMIT = "bon_intervention.pdf", "permis_de_feu.pdf"
"""Beside them: what was signed, sealed."""
SUMMARY, ROWS, ARCHIVE = "synthese.pdf", "synthese.csv", "environnement.tar"
"""The summary of all sites, every row of it, and the whole workspace."""
NOTICES = "avis"
"""The folder of a mail as it would be written, text and page."""

_STAGING = ".registre-demo-"
"""How the folders begin in which demonstrations are built."""


def is_told(folder: Path) -> bool:
    """Tell whether a demonstration was left there.

    Raises:
        InvalidInput: ``not-a-folder``, or ``folder-not-empty`` when something else is there.
        ConfigurationError: ``folder-not-writable``.
    """
    with _writing(folder):
        nearest = next(one for one in (folder, *folder.parents) if one.exists() or one.is_symlink())
        if not nearest.is_dir():
            raise InvalidInput.at("--into", "not-a-folder", f"{nearest} is no folder", folder=str(nearest))
        names = (one.name for one in nearest.iterdir()) if nearest == folder else ()
        there = {name for name in names if not name.startswith(_STAGING)}  # one that was killed leaves its own
    if there and not {DATABASE, DOCUMENTS, EXPORT} <= there:
        raise InvalidInput.at("--into", "folder-not-empty", f"{folder} holds something else", folder=str(folder))
    return bool(there)


@contextmanager
def whole(folder: Path) -> Iterator[Path]:
    """Give a folder to work in, whose content is moved to `folder` at the end; an exception leaves nothing.

    `folder` may be empty, or missing together with those above it: then the first missing one is made elsewhere and
    renamed, which is one step.

    Raises:
        ConfigurationError: ``folder-not-writable``.
        AdapterFailure: the disk failed.
    """
    with _writing(folder):
        top = _first_missing(folder)
        staging = (top.parent if top else folder) / f"{_STAGING}{token_hex(8)}"
        staging.mkdir()
        try:
            inner = staging / folder.relative_to(top) if top else staging
            inner.mkdir(parents=True, exist_ok=True)
            yield inner
            _move(staging, top, folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # of who reads the story, not of the folder
        raise
    except OSError as error:
        raise refusal(error, folder) from error


def _first_missing(folder: Path) -> Path | None:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    return missing[-1] if missing else None


def _move(staging: Path, top: Path | None, folder: Path) -> None:
    try:
        if top:
            staging.rename(top)
            return
        for name in (DOCUMENTS, PICTURES, SIGNATURES, NOTICES, SUMMARY, ROWS, ARCHIVE, EXPORT, DATABASE):
            (staging / name).rename(folder / name)
    except OSError as error:
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
            raise
        said = f"somebody else filled {folder} meanwhile"
        raise InvalidInput.at("--into", "folder-not-empty", said, folder=str(folder)) from error
