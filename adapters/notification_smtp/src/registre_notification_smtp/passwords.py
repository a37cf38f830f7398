"""Passwords of mail servers: from a file that nobody else can read, or from the environment."""

from __future__ import annotations

import os
from pathlib import Path

from registre_core.kernel.errors import ConfigurationError
from registre_core.plugins.key_files import read_key_file, require_private

_SAID = {
    "key-not-found": "there is no file {file}",
    "key-not-readable": "the file {file} cannot be read",
    "key-exposed": "others can read {file}: chmod 600, and another password if they may have",
}


class NoPasswordError(ValueError):
    """There is none where it should be, and why."""


def password_in(file: str) -> str:
    """Read a password from the only line of a file.

    Raises:
        NoPasswordError: there is none, or others can read it.
    """
    try:
        content, is_exposed = read_key_file(Path(file))
        require_private(Path(file), is_exposed=is_exposed)
    except ConfigurationError as error:
        raise NoPasswordError(_SAID[error.code].format(file=file)) from error
    return _one_line(content)


def password_named(name: str) -> str:
    """Read a password from the environment.

    Raises:
        NoPasswordError: there is none.
    """
    if name not in os.environ:
        raise NoPasswordError(f"the environment has no {name}")
    return _one_line(os.fsencode(os.environ[name]))


def _one_line(content: bytes) -> str:
    try:
        line = content.decode().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise NoPasswordError("a password is UTF-8") from error
    if not line.isprintable() or not line:
        raise NoPasswordError("a password stands on one line, alone")
    return line
