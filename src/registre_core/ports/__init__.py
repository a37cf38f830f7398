"""The doors to the world: protocols with numbered obligations, proven by the contract kit in `registre_core.testing`."""

from registre_core.ports.bundle import Ports
from registre_core.ports.documents import DocumentStore, StoredDocument
from registre_core.ports.page_reader import PageReader, Reading
from registre_core.ports.storage import Storage
from registre_core.ports.world import Clock, IdSource

__all__ = ["Clock", "DocumentStore", "IdSource", "PageReader", "Ports", "Reading", "Storage", "StoredDocument"]
