"""Addresses as they may be shown: what a command prints ends up in logs and on pictures of screens."""

from __future__ import annotations

import re

HIDDEN = "***"


def shown(address: str) -> str:
    """Hide the password in an address, also in one that was mistyped; the rest stays as it was given."""
    masked = re.sub(r"(?s)(://[^/?#:@]*:).*@", rf"\1{HIDDEN}@", address)
    return re.sub(r"(?i)(password=)[^&\s]*", rf"\1{HIDDEN}", masked)
