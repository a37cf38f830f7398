"""The ports in memory: honest, quick and forgetful. For tests and for trying things out, never for keeping."""

from registre_core.testing.memory.attestor import PlainAttestor
from registre_core.testing.memory.capture import PlainCapture, PlainPrinter
from registre_core.testing.memory.documents import MemoryDocuments
from registre_core.testing.memory.jobs import PlainJobs
from registre_core.testing.memory.medium import Medium
from registre_core.testing.memory.notifier import LetterBox, RecordingNotifier
from registre_core.testing.memory.recognizer import MemoryRecognizer
from registre_core.testing.memory.renderer import PlainRenderer
from registre_core.testing.memory.sealer import PlainSealer
from registre_core.testing.memory.storage import MemoryStorage
from registre_core.testing.memory.wording import PlainWording
from registre_core.testing.memory.world import FixedClock, SequentialIds

__all__ = [
    "FixedClock",
    "LetterBox",
    "Medium",
    "MemoryDocuments",
    "MemoryRecognizer",
    "MemoryStorage",
    "PlainAttestor",
    "PlainCapture",
    "PlainJobs",
    "PlainPrinter",
    "PlainRenderer",
    "PlainSealer",
    "PlainWording",
    "RecordingNotifier",
    "SequentialIds",
]
