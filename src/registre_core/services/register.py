"""Use cases: reading, verifying and exporting the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from attrs import evolve, frozen

from registre_core import register
from registre_core.codec import Account, Cover, Export, read_entry, write_export
from registre_core.kernel.actors import Actor
from registre_core.kernel.errors import IntegrityBreach, InvalidInput
from registre_core.kernel.facts import Section
from registre_core.kernel.pages import Page
from registre_core.ports import Ports
from registre_core.ports.storage import EntryFilter, RegisterReader, Snapshot
from registre_core.register import Breach, Damage, Erasures, Heading, Verification
from registre_core.rights import UserErased
from registre_core.services.front_door import Bearer, authorise, workspace_of
from registre_core.services.paging import page_size
from registre_core.workspace import ContactErased


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
            bearer = authorise(tx, actor, "register.entries", self.ports.catalogue)
            seen = section if _sees_administration(bearer) else Section.SAFETY
            if section is not None and section is not seen:
                return Page(())
            where = EntryFilter(seen, kind, bearer.sites)
            found = tuple(tx.register.entries(where, after=start, limit=size + 1))
            lines = tuple(Line(entry.heading, read_entry(entry)) for entry in found[:size])
        return Page(lines, str(lines[-1].heading.number) if len(found) > size else None)

    def verify(self, actor: Actor) -> Verification:
        """Check the whole register of a workspace: chain, head, list columns and personal parts."""
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            authorise(tx, actor, "register.verify", self.ports.catalogue)
            erasures = Erasures()
            rows = erasures.noted(tx.register.chain())
            chain = register.verify(rows, workspace=workspace, head=tx.register.head())
            return chain.with_breaches(_misfilings(tx.register, erasures))

    def export(self, actor: Actor, into: BinaryIO, *, everything: bool = False) -> int:
        """Write the register as JSON Lines that verify without a database, and tell how many entries it has.

        Args:
            actor: who exports.
            into: where the lines go.
            everything: show the administration section too, as far as he may see it. What is not shown is withheld:
                its digest stands in its place, so that the chain still verifies.

        Raises:
            Forbidden: without ``register.export``.
        """
        workspace = workspace_of(actor)
        with self.ports.storage.read(workspace) as tx:
            bearer = authorise(tx, actor, "register.export", self.ports.catalogue)
            cover, shown = _cover(tx, actor), _shown_to(bearer, everything=everything)
            into.writelines(write_export(cover, tx.register.entries(), shown=shown, erasures=_erasures(tx.register)))
        return cover.head.number


def verify_export(lines: Iterable[bytes]) -> tuple[Cover, Verification]:
    """Check an exported register without a database.

    Args:
        lines: the lines of the file, such as a file opened in binary mode.

    Raises:
        InvalidInput: ``not-an-export``.
    """
    export = Export(lines)
    cover = export.cover
    found = register.verify(export.rows(), workspace=cover.workspace, head=cover.head)
    return cover, evolve(found.with_breaches(export.breaches), unproven=export.unproven)


ERASINGS = (ContactErased.KIND, UserErased.KIND)
"""Every kind of fact that erases a person: an export looks for them beforehand."""


def _erasures(entries: RegisterReader) -> Erasures:
    erasures = Erasures()
    for kind in ERASINGS:
        for entry in entries.entries(EntryFilter(kind=kind)):
            erasures.note(entry.heading.number, entry.content)
    return erasures


def _misfilings(entries: RegisterReader, erasures: Erasures) -> Iterator[Breach]:
    """Compare list columns and personal parts with the bytes, and go on behind an entry that cannot even be read."""
    number = 0
    while True:
        try:
            yield from register.misfilings(entries.entries(after=number), erasures)
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
    return bearer.actor.is_operator or "users.consult" in bearer.rights


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
