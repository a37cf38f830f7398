"""The ports in memory: honest, quick and forgetful. For tests and for trying things out, never for keeping."""

from registre_core.testing.memory.attestor import PlainAttestor
from registre_core.testing.memory.documents import MemoryDocuments
from registre_core.testing.memory.storage import Medium, MemoryStorage
from registre_core.testing.memory.world import FixedClock, SequentialIds

__all__ = ["FixedClock", "Medium", "MemoryDocuments", "MemoryStorage", "PlainAttestor", "SequentialIds"]
