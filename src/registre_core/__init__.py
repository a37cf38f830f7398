"""The French building safety register (*registre de sécurité*) as a library.

Open one with `Host`, act as an `Actor`; everything else hangs on the `Registre` that you get.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from registre_core.app import Ports, Registre, Retries, assemble
    from registre_core.plugins import Host
    from registre_core.services.anchors import verify_anchor
    from registre_core.services.register import verify_export
    from registre_core.services.signatures import verify_signature

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


_LATER = {
    "Host": "registre_core.plugins",
    "Ports": "registre_core.app",
    "Registre": "registre_core.app",
    "Retries": "registre_core.app",
    "assemble": "registre_core.app",
    "verify_anchor": "registre_core.services.anchors",
    "verify_export": "registre_core.services.register",
    "verify_signature": "registre_core.services.signatures",
}
"""Where what costs an import stands."""


def __getattr__(name: str) -> object:
    """Load what is asked for, and no sooner.

    A process that reads one page, or checks one seal, needs a word or two of the kernel: the whole workshop takes ten
    times as long to load, and pluggy is an import that a register assembled by hand spares.
    """
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
