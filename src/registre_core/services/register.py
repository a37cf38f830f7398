"""Use cases: reading, verifying, exporting and anchoring the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, TypeVar

from attrs import evolve, frozen

from registre_core import register
from registre_core.codec import Account, AttestedAnchor, Cover, Export, read_entry, write_anchor, write_export
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import IntegrityBreach, InvalidInput, RegistreError
from registre_core.kernel.facts import Section
from registre_core.kernel.pages import Page
from registre_core.ports import Ports
from registre_core.ports.storage import EntryFilter, RegisterReader, Snapshot
from registre_core.register import Anchor, Breach, Damage, Erasures, Heading, Verification
from registre_core.rights import UserErased
from registre_core.services.anchor_failures import tell_of_failed_anchor
from registre_core.services.anchors import attested, chosen
from registre_core.services.front_door import Bearer, FrontDoor, admit_operator, workspace_of
from registre_core.services.paging import page_size
from registre_core.workspace import ContactErased, PersonErased

Tell = Callable[[int], object]
"""Is told of so many more entries, now and then: what a progress bar needs."""

Kept = TypeVar("Kept")


@frozen
class Line:
    """An entry as a list shows it."""

    heading: Heading
    """Number, time, kind, subject, site."""
    account: Account
    """Who did what, as far as not erased."""


@frozen
class RegisterService:
    """Reads the legal journal. Nothing here can write to it: entries come with the changes they tell of."""

    ports: Ports
    door: FrontDoor
    """Lets actors pass."""

    def entries(
        self,
        actor: Actor,
        *,
        section: Section | None = None,
        kind: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> Page[Line]:
        """List entries by number: those of this actor's sites and of no site.

        Who may not consult users sees the safety section only.
        """
        start, size = _number(after), page_size(limit)
        with self.ports.storage.read(workspace_of(actor)) as tx:
            bearer = self.door.authorise(tx, actor, "register.entries")
            seen = section if _sees_administration(bearer) else Section.SAFETY
            if section is not None and section is not seen:
                return Page(())
            where = EntryFilter(seen, kind, bearer.sites)
            found = tuple(tx.register.entries(where, after=start, limit=size + 1))
            lines = tuple(Line(entry.heading, read_entry(entry)) for entry in found[:size])
        return Page(lines, str(lines[-1].heading.number) if len(found) > size else None)

    def verify(self, actor: Actor, *, anchors: Iterable[Anchor] = (), tell: Tell | None = None) -> Verification:
        """Check the whole register of a workspace: chain, head, list columns and personal parts.

        Args:
            actor: who asks.
            anchors: what was kept elsewhere, as `verify_anchor` gave it: it finds also a tail that was cut together
                with the head, and a chain that was rewritten as a whole.
            tell: is told how far it is. Each entry is read twice.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            self.door.authorise(tx, actor, "register.verify")
            erasures = Erasures()
            rows, head = erasures.noted(_told(tx.register.chain(), tell)), tx.register.head()
            chain = register.verify(rows, workspace=workspace, head=head, anchors=anchors)
            return chain.with_breaches(misfilings_in(tx.register, erasures, tell))

    def export(self, actor: Actor, into: BinaryIO, *, everything: bool = False, tell: Tell | None = None) -> int:
        """Write the register as JSON Lines that verify without a database, and tell how many entries it has.

        Args:
            actor: who exports.
            into: where the lines go.
            everything: show the administration section too, as far as he may see it. What is not shown is withheld:
                its digest stands in its place, so that the chain still verifies.
            tell: is told how far it is.

        Raises:
            Forbidden: without ``register.export``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            bearer = self.door.authorise(tx, actor, "register.export")
            cover, erasures = _cover(tx, actor), erasures_in(tx.register)
            entries, shown = _told(tx.register.entries(), tell), _shown_to(bearer, everything=everything)
            into.writelines(write_export(cover, entries, shown=shown, erasures=erasures))
        return cover.head.number

    def anchor(self, actor: Actor, into: BinaryIO) -> AttestedAnchor:
        """Sign where the register of every workspace ends, into a small file to be kept out of reach.

        When that fails, the administrators of every workspace are told, once a day.

        Args:
            actor: the operator; nobody else may.
            into: where the file goes; nothing is written if anything fails before.

        Raises:
            Forbidden: ``operator-only``.
            ConfigurationError: ``no-attestor``, ``private-key-needed``.
            IntegrityBreach: ``register-without-head``: what is left of such a register is not signed over.
        """
        admit_operator(actor, "register.anchor")
        try:
            anchor = self._anchor()
            into.write(write_anchor(anchor))
        except (RegistreError, OSError) as failure:
            tell_of_failed_anchor(self.ports, failure)
            raise
        return anchor

    def _anchor(self) -> AttestedAnchor:
        attestor = chosen(self.ports.attestor)
        with self.ports.storage.operate() as door:
            heads = {workspace.id: head for workspace, head in door.workspaces()}
        return attested(Anchor(self.ports.clock.now(), heads), attestor)


def verify_export(lines: Iterable[bytes], *, anchors: Iterable[Anchor] = ()) -> tuple[Cover, Verification]:
    """Check an exported register without a database.

    Args:
        lines: the lines of the file, such as a file opened in binary mode.
        anchors: what was kept elsewhere, as `verify_anchor` gave it. An export that is older than an anchor ends before
            it and is told so: nothing tells it from one that was cut.

    Raises:
        InvalidInput: ``not-an-export``.
    """
    export = Export(lines)
    cover = export.cover
    found = register.verify(export.rows(), workspace=cover.workspace, head=cover.head, anchors=anchors)
    return cover, evolve(found.with_breaches(export.breaches), unproven=export.unproven)


ERASINGS = (ContactErased.KIND, PersonErased.KIND, UserErased.KIND)
"""Every kind of fact that erases a person: an export looks for them beforehand."""


def erasures_in(entries: RegisterReader) -> Erasures:
    """Find out who was erased, by the entries that tell so."""
    erasures = Erasures()
    for kind in ERASINGS:
        for entry in entries.entries(EntryFilter(kind=kind)):
            erasures.note(entry.heading.number, entry.content)
    return erasures


_STEP = 500
"""Entries after which somebody who waits is told."""


def _told(things: Iterable[Kept], tell: Tell | None) -> Iterable[Kept]:
    return things if tell is None else _counted(things, tell)


def _counted(things: Iterable[Kept], tell: Tell) -> Iterator[Kept]:
    count = 0
    for count, thing in enumerate(things, start=1):
        yield thing
        if count % _STEP == 0:
            tell(_STEP)
    tell(count % _STEP)


def misfilings_in(reader: RegisterReader, erasures: Erasures, tell: Tell | None) -> Iterator[Breach]:
    """Compare list columns and personal parts with the bytes, and go on behind an entry that cannot even be read."""
    number = 0
    while True:
        try:
            yield from register.misfilings(_told(reader.entries(after=number), tell), erasures)
        except IntegrityBreach as breach:
            unreadable = breach.facts.get("number")
            if type(unreadable) is not int or unreadable <= number:
                return  # its very number is gone: the walk along the chain has named it
            number = unreadable
            yield Breach(number, Damage.MISFILED)
        else:
            return


def _cover(tx: Snapshot, actor: Actor) -> Cover:
    return Cover(workspace_of(actor), tx.workspace.get().name, tx.register.head())


def _sees_administration(bearer: Bearer) -> bool:
    return bearer.actor.is_operator or bearer.holds("users.consult")


def _shown_to(bearer: Bearer, *, everything: bool) -> Callable[[Heading], bool]:
    sections = {Section.SAFETY, Section.ADMINISTRATION} if everything else {Section.SAFETY}
    if not _sees_administration(bearer):
        sections = {Section.SAFETY}
    sites = bearer.sites

    def shown(heading: Heading) -> bool:
        is_his = sites is None or heading.site_id is None or heading.site_id in sites
        return heading.section in sections and is_his

    return shown


def _number(after: str | None) -> int:
    if after is None:
        return 0
    if after.isascii() and after.isdigit() and len(after) < 19:  # noqa: PLR2004  # what a 64-bit number can be
        return int(after)
    raise InvalidInput.at("after", "malformed-cursor", "pass on what `next` of the last page said")
