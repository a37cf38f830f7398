"""From the address of a folder to its path."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from registre_core.kernel.errors import ConfigurationError


def folder_at(url: str) -> Path:
    """Read ``file:///var/lib/registre``: an absolute folder of this machine.

    Raises:
        ConfigurationError: ``malformed-address``.
    """
    path = _path_in(url)
    if path is None or not path.is_absolute() or "\0" in str(path):
        said = f"the folder of documents is written file:///var/lib/registre, absolute and on this machine, not {url}"
        raise ConfigurationError("malformed-address", said, {"address": url})
    return path


def _path_in(url: str) -> Path | None:
    try:
        parts = urlsplit(url)
    except ValueError:  # such as a bracket that never closes
        return None
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"} or parts.query or parts.fragment:
        return None
    written = unquote(parts.path)
    return Path(written.lstrip("/") if sys.platform == "win32" else written)
