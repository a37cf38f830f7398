"""Passwords of mail servers: from a file that nobody else can read, or from the environment."""

from __future__ import annotations

import os
from pathlib import Path

from registre_core.kernel.errors import ConfigurationError, InvalidInput
from registre_core.plugins.key_files import read_key_file, require_private


def password_in(file: str) -> str:
    """Read a password from the only line of a file.

    Raises:
        InvalidInput: ``no-password``, at ``password-file``.
    """
    try:
        content, is_exposed = read_key_file(Path(file))
        require_private(Path(file), is_exposed=is_exposed)
    except ConfigurationError as error:
        raise _none("password-file", _SAID[error.code].format(file=file)) from error
    return _one_line("password-file", content)


def password_named(name: str) -> str:
    """Read a password from the environment.

    Raises:
        InvalidInput: ``no-password``, at ``password-env``.
    """
    value = os.environ.get(name)
    if value is None:
        raise _none("password-env", f"the environment has no {name}")
    return _one_line("password-env", os.fsencode(value))


_SAID = {
    "key-not-found": "there is no file {file}",
    "key-not-readable": "the file {file} cannot be read",
    "key-exposed": "others can read {file}: chmod 600, and another password if they may have",
}


def _one_line(path: str, content: bytes) -> str:
    try:
        line = content.decode().removesuffix("\n").removesuffix("\r")
    except UnicodeDecodeError as error:
        raise _none(path, "a password is UTF-8") from error
    if not line or not line.isprintable():
        raise _none(path, "a password stands on one line, alone")
    return line


def _none(path: str, said: str) -> InvalidInput:
    return InvalidInput.at(path, "no-password", said)
