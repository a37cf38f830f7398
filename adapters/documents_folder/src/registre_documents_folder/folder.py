"""The folder itself: where a document lies, how it gets there, and how it is read back."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from hashlib import file_digest
from io import BufferedReader
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, Self

from registre_core.kernel.documents import SHA_256, Digest
from registre_core.kernel.errors import (
    AdapterFailure,
    ConfigurationError,
    IntegrityBreach,
    NotFound,
)
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.ports import Lying, StoredDocument, received
from registre_documents_folder.address import folder_at
from registre_documents_folder.lying import lying_in, taken_away, tidied
from registre_documents_folder.medium import (
    DENIED,
    PlainFile,
    create,
    failure,
    flush,
    flush_folder,
    open_plain,
    write_whole,
    writing,
)

_log = logging.getLogger(__name__)


class FolderDocuments:
    """The `DocumentStore` port in a folder of this machine, for any number of threads and processes.

    A document lies at ``<workspace>/<first two characters>/<digest>``. Its bytes arrive in ``incoming`` under a
    random name that ends in ``.part``, are flushed, and only then renamed to their place, so whatever has a digest
    for a name was whole once. A process that is killed leaves at most its ``.part`` file, which nothing opens.
    Bytes that lie there already and are sound stay, with the time of this put, so that a sweep of old unreferenced
    documents spares them; bytes that are not sound give way.

    Args:
        root: a folder that exists and may be written. Folders in it are made as needed, for their owner alone.

    Raises:
        ConfigurationError: ``folder-missing``, ``folder-not-writable``.
        AdapterFailure: the disk failed.
    """

    def __init__(self, root: Path) -> None:
        self._root = _usable(root)

    @classmethod
    def at(cls, url: str) -> Self:
        """Open the folder at an address such as ``file:///var/lib/registre``.

        Raises:
            ConfigurationError: ``malformed-address``, ``folder-missing``, ``folder-not-writable``.
        """
        return cls(folder_at(url))

    def put(self, workspace: WorkspaceId, stream: BinaryIO, *, cap: int) -> StoredDocument:
        """Keep the bytes of a stream; the medium has them, and the folders that lead there, when this returns."""
        part = self._inside("incoming") / f"{token_hex(16)}.part"
        try:
            document = _received(stream, part, cap)
            with writing():
                self._keep(part, self._place(workspace, document.digest))
        finally:
            with suppress(OSError):  # a sweep takes what stays
                part.unlink(missing_ok=True)
        return document

    @contextmanager
    def open(self, workspace: WorkspaceId, digest: Digest) -> Iterator[BinaryIO]:
        """Open a document for reading; its digest is checked before the first byte is given.

        It is read twice for that, on one and the same open file, so no byte of an altered document is acted upon.
        """
        with self._found(workspace, digest) as file:
            if not _is_sound(file, digest):
                raise _altered(digest)
            with BufferedReader(file) as stream:
                yield stream

    def lying(self, workspace: WorkspaceId, *, before: datetime) -> Iterator[Lying]:
        """List the documents of a workspace that were last put before a moment: the time of a file is that of a put."""
        self._require_there()
        return lying_in(self._inside(str(workspace)), before)

    def remove(self, workspace: WorkspaceId, digest: Digest, *, before: datetime) -> bool:
        """Take a document away, unless it was put since a moment; the medium has it when this returns."""
        self._require_there()
        return SHA_256("digest", digest) is not None or taken_away(self._place(workspace, digest), before)

    def tidy(self, *, before: datetime) -> int:
        """Take away the parts that killed processes left."""
        self._require_there()
        return tidied(self._inside("incoming"), before)

    def _place(self, workspace: WorkspaceId, digest: Digest) -> Path:
        return self._inside(str(workspace), digest[:2]) / digest

    def _inside(self, *names: str) -> Path:
        folder = self._root.joinpath(*names)
        if os.path.realpath(folder) != str(folder):
            said = "a folder of the documents is a link to another place: put the real folder there"
            raise AdapterFailure("documents-failed", said, {"folder": "/".join(names)})
        return folder

    def _keep(self, part: Path, place: Path) -> None:
        shelf, workspace = place.parent, place.parent.parent
        workspace.mkdir(mode=0o700, exist_ok=True)
        shelf.mkdir(mode=0o700, exist_ok=True)
        if not _is_kept(place):
            part.replace(place)
        # All three, always: who made a folder may have been killed, or may not have come to flushing it yet.
        for folder in (shelf, workspace, self._root):
            flush_folder(folder)

    def _found(self, workspace: WorkspaceId, digest: Digest) -> PlainFile:
        if SHA_256("digest", digest) is not None:  # never a path
            raise self._missing(digest)
        try:
            file = open_plain(self._place(workspace, digest))
        except FileNotFoundError:
            raise self._missing(digest) from None
        except OSError as error:
            raise failure(error, denied="documents-not-readable") from error
        if file is None:
            raise _altered(digest)
        return file

    def _require_there(self) -> None:
        """A disk that is not mounted shows an empty folder: nothing must be taken for gone because of it."""
        if not (self._root / "incoming").is_dir():
            said = "the folder of documents is gone: mount its disk again"
            raise AdapterFailure("documents-failed", said, {"folder": str(self._root)})

    def _missing(self, digest: Digest) -> NotFound:
        self._require_there()
        return NotFound("document-not-found", "there is no such document in this workspace", {"digest": digest})


def _usable(root: Path) -> Path:
    incoming = root / "incoming"
    try:
        if not root.is_dir():
            said = f"there is no folder {root}: create it, or mend the address"
            raise ConfigurationError("folder-missing", said, {"folder": str(root)})
        incoming.mkdir(mode=0o700, exist_ok=True)
        writable = os.access(root, os.W_OK | os.X_OK) and os.access(incoming, os.W_OK | os.X_OK)
    except OSError as error:
        if error.errno not in DENIED:
            raise failure(error, denied="documents-not-writable") from error
        writable = False
    if not writable:
        said = f"the folder {root} may not be written: give its rights to the user this runs as"
        raise ConfigurationError("folder-not-writable", said, {"folder": str(root)})
    return root.resolve()


def _received(stream: BinaryIO, part: Path, cap: int) -> StoredDocument:
    with writing():
        descriptor = create(part)
    try:
        document = received(stream, cap, partial(_write, descriptor))
        with writing():
            flush(descriptor)
    finally:
        os.close(descriptor)
    return document


def _write(descriptor: int, block: bytes) -> None:
    with writing():
        write_whole(descriptor, block)


def _is_kept(place: Path) -> bool:
    """Tell whether sound bytes lie there already, and if so make them as good as just put."""
    try:
        with _opened(place) as file:
            if sound := _is_sound(file, Digest(place.name)):
                os.utime(place)
                flush(file.fileno())
    except FileNotFoundError:
        return False
    except (OSError, AdapterFailure, IntegrityBreach):
        sound = False
    if not sound:
        _log.error("document %s had been altered or was unreadable; the bytes just put replace it", place.name)
    return sound


def _opened(place: Path) -> PlainFile:
    file = open_plain(place)
    if file is None:
        raise _altered(Digest(place.name))
    return file


def _is_sound(file: PlainFile, digest: Digest) -> bool:
    sound = file_digest(file, "sha256").hexdigest() == digest
    file.seek(0)
    return sound


def _altered(digest: Digest) -> IntegrityBreach:
    return IntegrityBreach("document-altered", "the bytes are not those that were kept", {"digest": digest})
