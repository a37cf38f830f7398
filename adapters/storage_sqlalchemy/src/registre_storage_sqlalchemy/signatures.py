"""Signatures, and the bytes that they are about."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any
from uuid import UUID

from attrs import evolve
from sqlalchemy import bindparam, literal_column, select

from registre_core.codec import from_builtins, read_drawing, to_builtins, write_drawing
from registre_core.kernel.documents import Digest
from registre_core.kernel.errors import NotFound
from registre_core.kernel.identifiers import SignatureId
from registre_core.kernel.pages import Cursor, Page
from registre_core.ports.storage import EVERY_SIGNATURE, SignatureFilter, SignatureOrder
from registre_core.signatures import Evidence, SignatureRequest, without_person
from registre_storage_sqlalchemy.conditions import Asked, Condition, Places, equal
from registre_storage_sqlalchemy.fields import Fields, Form
from registre_storage_sqlalchemy.lists import Listing
from registre_storage_sqlalchemy.schema import signatures, signed_contents, sites
from registre_storage_sqlalchemy.shelves import Reference, Shelf
from registre_storage_sqlalchemy.transactions import WORKSPACE, Work, built


def _write_evidence(evidence: Evidence) -> dict[str, Any]:
    """Write evidence as the codec does, but for the drawing, which has thousands of numbers in it."""
    drawing = evidence.trace.drawing
    data: dict[str, Any] = to_builtins(evolve(evidence, trace=evolve(evidence.trace, drawing=None)))
    data["trace"]["drawing"] = drawing and b64encode(write_drawing(drawing)).decode()
    return data


def _read_evidence(data: dict[str, Any]) -> Evidence:
    drawing, data["trace"]["drawing"] = data["trace"]["drawing"], None
    evidence = from_builtins(Evidence, data)
    if drawing is None:
        return evidence
    return evolve(evidence, trace=evolve(evidence.trace, drawing=read_drawing(b64decode(drawing, validate=True))))


def _session(request: SignatureRequest) -> UUID | None:
    return request.evidence.session.id if request.evidence and request.evidence.session else None


_FIELDS = Fields(
    SignatureRequest,
    signatures,
    forms={"evidence": Form(_write_evidence, _read_evidence)},
    beside={
        "subject_kind": lambda request: request.subject.kind.value,
        "subject_id": lambda request: request.subject.id,
        "signer_id": lambda request: request.signer.id,
        "session_id": _session,
        "drawing_digest": lambda request: request.evidence and request.evidence.drawing_digest,
    },
)
SIGNATURES = Shelf(
    "signature",
    signatures,
    _FIELDS.columns,
    read=_FIELDS.read,
    write=_FIELDS.write,
    references=[
        Reference("site", sites, lambda request: (request.site_id,)),
        Reference("signature", signatures, lambda request: (request.replaces,) if request.replaces else ()),
    ],
)
"""Where they lie."""

_LISTS = Listing(SIGNATURES, {})
_PLACES = Places(signatures.c.site_id)
_OF_SIGNER = equal(signatures.c.signer_id, "signer")
_OPEN = Condition(signatures.c.state.in_(literal_column(f"'{state}'") for state in ("requested", "shown")), leads=True)
_OF_KIND = equal(signatures.c.subject_kind, "of_kind")
_UNEXPIRED = Condition(signatures.c.expires_at > bindparam("open_at"), "open_at")


def _asked(where: SignatureFilter) -> Asked:
    """Name the narrowest first: a signer has dozens, few are open, a site may have most, a kind half."""
    is_open = None if where.open_at is None else True
    return {
        _OF_SIGNER: where.signer,
        _OPEN: is_open,
        **_PLACES.asked(where.among),
        _OF_KIND: where.kind and where.kind.value,
        _UNEXPIRED: where.open_at,
    }


_HERE = signatures.c.workspace_id == WORKSPACE
_OF_SUBJECT = (
    select(*SIGNATURES.columns)
    .where(
        _HERE,
        signatures.c.subject_id == bindparam("subject"),
        signatures.c.subject_kind == bindparam("kind"),
    )
    .order_by(signatures.c.subject_id, signatures.c.id)  # the index that is meant has them so
)
_ALIKE = (
    select(signatures.c.id)
    .where(_HERE, signatures.c.drawing_digest == bindparam("drawing"))
    .order_by(signatures.c.drawing_digest, signatures.c.id)
    .limit(1)
)
_NAMING = {
    name: select(*SIGNATURES.columns).where(_HERE, signatures.c[name] == bindparam("person"))
    for name in ("signer_id", "session_id")
}
_CONTENT = select(signed_contents.c.content).where(
    signed_contents.c.workspace_id == WORKSPACE, signed_contents.c.digest == bindparam("of_digest")
)


class SqlSignatureReader:
    """Signatures, to read."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def get(self, signature: SignatureId) -> SignatureRequest:
        """Give one of them."""
        return SIGNATURES.get(self._work, signature)

    def of_subject(self, kind: str, subject: UUID) -> tuple[SignatureRequest, ...]:
        """Give every one of a thing."""
        rows = self._work.rows(_OF_SUBJECT, {"kind": str(kind), "subject": subject})
        return tuple(built("signature", SIGNATURES.read, rows))

    def page(
        self,
        where: SignatureFilter = EVERY_SIGNATURE,
        *,
        order: SignatureOrder = SignatureOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[SignatureRequest]:
        """List them."""
        return _LISTS.page(self._work, order, after, limit, _asked(where))

    def drawn_alike(self, drawing: Digest) -> SignatureId | None:
        """Tell which one was signed with a drawing of this very shape."""
        return next((SignatureId(found) for (found,) in self._work.rows(_ALIKE, {"drawing": drawing})), None)

    def content(self, digest: Digest) -> bytes:
        """Give the canonical bytes under a digest."""
        for (content,) in self._work.rows(_CONTENT, {"of_digest": digest}):
            return bytes(content)
        raise NotFound.of("signed-content", digest)


class SqlSignatureStore(SqlSignatureReader):
    """The same, to write."""

    def add(self, signature: SignatureRequest) -> SignatureRequest:
        """Keep a new one."""
        return SIGNATURES.add(self._work, signature)

    def save(self, signature: SignatureRequest) -> SignatureRequest:
        """Keep the changed one."""
        return SIGNATURES.save(self._work, signature)

    def keep_content(self, digest: Digest, content: bytes) -> None:
        """Keep canonical bytes under their digest, unless they are."""
        if not self._work.rows(_CONTENT, {"of_digest": digest}):
            self._work.insert(signed_contents, {"digest": digest, "content": content})

    def forget_signer(self, person: UUID) -> int:
        """Take away whatever names one person."""
        naming = (row for question in _NAMING.values() for row in self._work.rows(question, {"person": person}))
        named = {one.id: one for one in built("signature", SIGNATURES.read, list(naming))}
        forgotten = ((one, without_person(one, person)) for one in named.values())
        changed = [other for one, other in forgotten if other != one]
        SIGNATURES.replace(self._work, SIGNATURES.renewed(self._work, changed))
        return len(changed)
