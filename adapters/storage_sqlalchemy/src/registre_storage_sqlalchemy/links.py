"""Links: what a recipient sees and answers his own line with."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import Conflict
from registre_core.kernel.identifiers import LinkId, WorkRequestId
from registre_core.requests import Link
from registre_storage_sqlalchemy.fields import Fields
from registre_storage_sqlalchemy.schema import request_links, work_requests
from registre_storage_sqlalchemy.shelves import Guard, Reference, Shelf
from registre_storage_sqlalchemy.transactions import WORKSPACE, Work, built

_FIELDS = Fields(Link, request_links)
_ISSUED = select(request_links.c.id, request_links.c.secret_digest).where(
    request_links.c.workspace_id == WORKSPACE,
    request_links.c.secret_digest.in_(bindparam("of_secrets", expanding=True)),
)


def _secret_once(work: Work, issued: Sequence[Link]) -> Guard[Link]:
    """Refuse a link with the secret of another."""
    rows = work.rows(_ISSUED, {"of_secrets": [one.secret_digest for one in issued]})
    owners = {secret: identifier for identifier, secret in rows}

    def guard(link: Link) -> None:
        if owners.setdefault(link.secret_digest, link.id) != link.id:
            raise Conflict("already-exists", "there is a link with this secret already", {"link": str(link.id)})

    return guard


_LINKS = Shelf(
    "link",
    request_links,
    _FIELDS.columns,
    read=_FIELDS.read,
    write=_FIELDS.write,
    references=[Reference("request", work_requests, lambda link: (link.request_id,))],
    guarded=_secret_once,
)
_FIND = select(*_LINKS.columns).where(
    request_links.c.workspace_id == WORKSPACE, request_links.c.secret_digest == bindparam("secret")
)
_OF_REQUEST = (
    select(*_LINKS.columns)
    .where(request_links.c.workspace_id == WORKSPACE, request_links.c.request_id == bindparam("request"))
    .order_by(request_links.c.request_id, request_links.c.id)
)


class SqlLinkReader:
    """Links, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def find(self, secret_digest: Digest) -> Link | None:
        """Give the link whose secret has this digest."""
        rows = self._work.rows(_FIND, {"secret": secret_digest})
        return next(iter(built("link", _LINKS.read, rows)), None)

    def get(self, link: LinkId) -> Link:
        """Give one link."""
        return _LINKS.get(self._work, link)

    def of_request(self, request: WorkRequestId) -> tuple[Link, ...]:
        """Give every link of a request."""
        return tuple(built("link", _LINKS.read, self._work.rows(_OF_REQUEST, {"request": request})))


class SqlLinkStore(SqlLinkReader):
    """The same, to write."""

    def add(self, link: Link) -> Link:
        """Keep a new one."""
        return _LINKS.add(self._work, link)

    def save(self, link: Link) -> Link:
        """Keep the changed one."""
        return _LINKS.save(self._work, link)
