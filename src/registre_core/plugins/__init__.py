"""The only room that knows pluggy: hooks for adapters, and the host that chooses among them by name."""

from registre_core.plugins.hookspecs import Offer, hookimpl, hookspec
from registre_core.plugins.host import Host

__all__ = ["Host", "Offer", "hookimpl", "hookspec"]
