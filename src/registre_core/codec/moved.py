r"""A workspace on its way: every entity as a line of canonical JSON, and what stands around them.

::

    manifest.json                       {"format": "registre-workspace/1", …}
    sites/000001.<sha256>.jsonl         lines, one an entity; further kinds in the order of `MOVED`
    contents/<sha256>                   the bytes that were shown to be signed, before the part that names them
    register/000001.<sha256>.jsonl      all its parts together are a ``registre-export/1``
    documents/<sha256>                  the bytes of a document
    lost/<sha256>                       nothing: a document that was no longer whole where the workspace came from
    end.json                            {"digest": "…", "members": 7}
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import frozen

from registre_core.access import Arrival
from registre_core.billing import Invoice, StandingRecord
from registre_core.codec.canonical import canonical_bytes
from registre_core.codec.converter import from_builtins, to_builtins
from registre_core.codec.envelope import read_shown
from registre_core.codec.lines import UNREADABLE, identifier, read_head, read_line, written
from registre_core.codec.members import Tally, refuse_another_form
from registre_core.commissions import Visit
from registre_core.findings import Finding
from registre_core.interventions import Intervention
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.logbook import FiledDocument, LogbookEntry
from registre_core.notices import Muting, NoticeSettings, Subscription
from registre_core.permits import HotWorkPermit
from registre_core.register import Entry, Head
from registre_core.requests import WorkRequest
from registre_core.rights import Profile, User
from registre_core.signatures import Seal, SignatureRequest
from registre_core.workspace import Contact, Contractor, Site, Workspace

FORMAT = "registre-workspace/1"
"""The manifest says so; another layout gets another number."""

MANIFEST, END = "manifest.json", "end.json"
"""The first member, and the last."""

DOCUMENTS, CONTENTS = "documents", "contents"
"""Folders of bytes, each named by its digest."""

REGISTER = "register"
"""The folder of entries, which are no entities: their bytes are chained."""


@frozen
class Moved:
    """A kind of entity as it travels."""

    name: str
    """Its folder."""
    entity: type[Any]
    """What a line of it is."""
    schema: int = 1
    """Raised when a line is written otherwise; older ones stay readable."""


MOVED: Mapping[str, Moved] = {
    one.name: one
    for one in (
        Moved("workspace", Workspace),
        Moved("sites", Site),
        Moved("contractors", Contractor),
        Moved("contacts", Contact),
        Moved("profiles", Profile),
        Moved("users", User),
        Moved("invoices", Invoice),
        Moved("standing", StandingRecord),
        Moved("arrivals", Arrival),
        Moved("interventions", Intervention),
        Moved("permits", HotWorkPermit),
        Moved("filed", FiledDocument),
        Moved("visits", Visit),
        Moved("findings", Finding),
        Moved("requests", WorkRequest),
        Moved("signatures", SignatureRequest),
        Moved("seals", Seal),
        Moved("logbook", LogbookEntry),
        Moved("notices", NoticeSettings),
        Moved("mutings", Muting),
        Moved("subscriptions", Subscription),
    )
}
"""Every kind that travels, in the order in which nothing names what comes later but where it cannot be otherwise.
Left out: tickets, links and notices, which are promises of the place they were made at; and whatever is computed."""


@frozen
class Manifest:
    """What an archive says of itself before anything else."""

    workspace: WorkspaceId
    """Which one; the chain of its register is bound to it."""
    name: str
    """What it is called."""
    made_at: datetime
    """When it was written: the only thing in which two archives of the same state differ."""
    head: Head
    """Where its register ends."""


def write_manifest(manifest: Manifest) -> bytes:
    """Write the first member."""
    return written(
        {
            "format": FORMAT,
            "head": {"link": manifest.head.link.hex(), "number": manifest.head.number},
            "made_at": manifest.made_at.isoformat(timespec="microseconds"),
            "name": manifest.name,
            "schemas": {one.name: one.schema for one in MOVED.values()},
            "workspace": str(manifest.workspace),
        }
    )


def read_manifest(content: bytes) -> Manifest:
    """Read the first member.

    Raises:
        InvalidInput: ``not-a-workspace-archive``; ``archive-too-new``, when a kind is of a schema, or is itself one,
            that this version does not know.
    """
    try:
        match read_line(content):
            case {
                "format": layout,
                "head": head,
                "made_at": str(made_at),
                "name": str(name),
                "schemas": dict(schemas),
                "workspace": workspace,
                **more,
            } if layout == FORMAT and not more:
                _require_known(schemas)
                return Manifest(
                    WorkspaceId(identifier(workspace)), name, datetime.fromisoformat(made_at), read_head(head)
                )
        raise ValueError(content)
    except UNREADABLE as error:
        if isinstance(error, InvalidInput):
            raise
        refuse_another_form(error)


def _require_known(schemas: Mapping[Any, Any]) -> None:
    for name, schema in schemas.items():
        if name not in MOVED or type(schema) is not int or not 1 <= schema <= MOVED[name].schema:
            said = f"the archive holds {name} of schema {schema}, which this version does not know: update it"
            raise InvalidInput.at("manifest.json", "archive-too-new", said, kind=str(name), schema=str(schema))


def write_end(tally: Tally) -> bytes:
    """Write the last member: how many there were, and their digest."""
    count, digest = str(tally).split()
    return written({"digest": digest, "members": int(count)})


def write_moved(entity: object) -> bytes:
    """Write an entity as one line, its end included.

    Raises:
        InvalidInput: ``not-canonical``.
    """
    return canonical_bytes(to_builtins(entity)) + b"\n"


def read_moved(kind: Moved, line: bytes) -> Any:  # an entity of that kind
    """Read an entity back, exactly as it was written.

    Raises:
        InvalidInput: with every problem and its path; ``malformed-data`` of what is no line in the one form there is.
    """
    return from_builtins(kind.entity, _said(line))


def _said(line: bytes) -> Any:
    try:
        return read_line(line)
    except UNREADABLE as error:
        raise InvalidInput.at("$", "malformed-data", "this is no line of canonical JSON") from error


def read_entry_line(line: bytes) -> Entry:
    """Read an entry of the register, with everything it tells of persons; nothing is verified.

    Raises:
        InvalidInput: ``malformed-data``.
    """
    try:
        return read_shown(line)
    except UNREADABLE as error:
        raise InvalidInput.at("$", "malformed-data", "this is no entry of a register") from error
