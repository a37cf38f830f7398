"""A folder that messages are delivered to."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from secrets import token_hex
from typing import Self
from urllib.parse import unquote

from registre_core import AdapterFailure, ConfigurationError
from registre_core.ports import Message
from registre_template.letter import digest, is_one_address, letter


class FolderNotifier:
    """The `Notifier` port in a folder, for any number of threads and processes: each message a file of its own.

    A file is named after the message's key, and only when it is whole and flushed: whoever watches the folder never
    picks up a half, and a message that is delivered again replaces itself.

    Args:
        folder: where the files go. It may be away when this is opened; deliveries are postponed until it is there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._closed = False

    @classmethod
    def at(cls, address: str) -> Self:
        """Open the folder at an address such as ``eml:///var/spool/registre``.

        Raises:
            ConfigurationError: ``malformed-address``.
        """
        folder = Path(unquote(address.partition("://")[2]))
        if not folder.is_absolute():
            said = f"the folder of messages is written eml:///var/spool/registre, absolute, not {address}"
            raise ConfigurationError("malformed-address", said, {"address": address})
        return cls(folder)

    def deliver(self, message: Message) -> None:
        """Keep the message as a file; the disk has it, under its name, when this returns."""
        if self._closed:
            raise AdapterFailure("notifier-closed", "this notifier was closed: open another")
        facts = {"key": message.key}
        if not is_one_address(message.recipient):
            raise AdapterFailure("delivery-refused", "the recipient is not one mail address: correct it", facts)
        try:
            self._keep(f"{digest(message.key)}.eml", letter(message))
        except OSError as error:
            said = f"the folder of messages failed: {error.strerror}"
            raise AdapterFailure("delivery-postponed", said, facts, retryable=True) from error

    def close(self) -> None:
        """Deliver nothing any more."""
        self._closed = True

    def _keep(self, name: str, content: bytes) -> None:
        part = self._folder / f"{token_hex(8)}.part"
        try:
            with part.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._folder / name)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        _flush(self._folder)


def _flush(folder: Path) -> None:
    """Return when the disk has the names in a folder; Windows offers no such call."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
