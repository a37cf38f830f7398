"""The French building safety register (*registre de sécurité*) as a library.

Open one with `Host`, act as an `Actor`; everything else hangs on the `Registre` that you get.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from registre_core.app import Ports, Registre, Retries, assemble
from registre_core.kernel.actors import Actor, Client
from registre_core.kernel.errors import (
    AdapterFailure,
    ConfigurationError,
    Conflict,
    Forbidden,
    IntegrityBreach,
    InvalidInput,
    NotFound,
    Problem,
    Refused,
    RegistreError,
    RuleViolation,
)
from registre_core.services.anchors import verify_anchor
from registre_core.services.register import verify_export
from registre_core.services.signatures import verify_signature

if TYPE_CHECKING:
    from registre_core.plugins import Host

__all__ = [
    "Actor",
    "AdapterFailure",
    "Client",
    "ConfigurationError",
    "Conflict",
    "Forbidden",
    "Host",
    "IntegrityBreach",
    "InvalidInput",
    "NotFound",
    "Ports",
    "Problem",
    "Refused",
    "Registre",
    "RegistreError",
    "Retries",
    "RuleViolation",
    "assemble",
    "verify_anchor",
    "verify_export",
    "verify_signature",
]


def __getattr__(name: str) -> object:
    """Load the plug-in host only when it is asked for: pluggy costs an import that a hand-assembled register spares."""
    if name == "Host":
        from registre_core.plugins import Host

        return Host
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
