"""The composition root: ports in, use cases out, and what is tried again by itself."""

from registre_core.app.assembly import Registre, assemble
from registre_core.app.retrying import NO_RETRIES, Retries
from registre_core.ports import Ports

__all__ = ["NO_RETRIES", "Ports", "Registre", "Retries", "assemble"]
