"""Documents that are filed on sites."""

from __future__ import annotations

from registre_core.kernel.identifiers import FiledDocumentId
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.logbook import FiledDocument
from registre_core.ports.storage import EVERY_FILED_DOCUMENT, FiledFilter, FiledOrder
from registre_storage_sqlalchemy.conditions import Places
from registre_storage_sqlalchemy.fields import Fields
from registre_storage_sqlalchemy.lists import Listing
from registre_storage_sqlalchemy.schema import filed_documents, sites, users
from registre_storage_sqlalchemy.shelves import Reference, Shelf
from registre_storage_sqlalchemy.transactions import Work

_FIELDS = Fields(FiledDocument, filed_documents)
_FILED = Shelf(
    "filed-document",
    filed_documents,
    _FIELDS.columns,
    read=_FIELDS.read,
    write=_FIELDS.write,
    references=[
        Reference("site", sites, lambda filed: (filed.site_id,)),
        Reference("user", users, lambda filed: (filed.filed_by,)),
    ],
)
_LISTS = Listing(_FILED, {})
_PLACES = Places(filed_documents.c.site_id)


class SqlFiledReader:
    """Filed documents, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, filed: FiledDocumentId) -> FiledDocument:
        """Give one."""
        return _FILED.get(self._work, filed)

    def page(
        self,
        where: FiledFilter = EVERY_FILED_DOCUMENT,
        *,
        order: FiledOrder = FiledOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[FiledDocument]:
        """List them."""
        return _LISTS.page(self._work, order, after, limit, _PLACES.asked(where.among))

    def count(self, where: FiledFilter = EVERY_FILED_DOCUMENT, *, cap: int = LARGEST_COUNT) -> Total:
        """Count them."""
        return _LISTS.count(self._work, cap, _PLACES.asked(where.among))


class SqlFiledStore(SqlFiledReader):
    """The same, to write."""

    def add(self, filed: FiledDocument) -> FiledDocument:
        """Keep a new one."""
        return _FILED.add(self._work, filed)
