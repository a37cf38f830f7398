"""The stores of the rooms: workspace, rights, interventions, findings."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from registre_core.findings import Finding
from registre_core.interventions import Intervention, status
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.errors import Conflict, NotFound
from registre_core.kernel.identifiers import (
    ContactId,
    ContractorId,
    FindingId,
    InterventionId,
    ProfileId,
    SiteId,
    UserId,
)
from registre_core.kernel.names import folded
from registre_core.kernel.pages import LARGEST_COUNT, Cursor, Page, Total
from registre_core.kernel.storable import require_storable
from registre_core.ports.storage import (
    EVERY_FINDING,
    EVERY_INTERVENTION,
    FindingFilter,
    FindingOrder,
    InterventionFilter,
    InterventionOrder,
    NamedOrder,
    searchable,
)
from registre_core.rights import Profile, User
from registre_core.testing.memory.rows import (
    Desk,
    agrees,
    begins,
    count,
    get,
    page,
    refuse_known,
    require,
    with_next_version,
)
from registre_core.workspace import Contact, Contractor, Site, Workspace


class _OnDesk:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk


class MemoryWorkspaceReader(_OnDesk):
    """The workspace, to read."""

    def get(self) -> Workspace:
        if (workspace := self._desk.rows.workspace) is None:
            raise NotFound.of("workspace", self._desk.workspace)
        return workspace


class MemoryWorkspaceStore(MemoryWorkspaceReader):
    """The workspace, to write."""

    def add(self, workspace: Workspace) -> Workspace:
        rows = self._desk.rows
        require_storable(workspace)
        if workspace.id != self._desk.workspace:
            raise NotFound.of("workspace", workspace.id)
        refuse_known({rows.workspace.id: rows.workspace} if rows.workspace else {}, workspace.id, "workspace")
        rows.workspace = workspace
        return workspace


class MemorySiteReader(_OnDesk):
    """Sites, to read."""

    def get(self, site: SiteId) -> Site:
        return get(self._desk.rows.sites, site, "site")

    def page(
        self,
        *,
        among: frozenset[SiteId] | None = None,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Site]:
        return page(self._asked_for(among, named), order, after, limit)

    def count(
        self, *, among: frozenset[SiteId] | None = None, named: str | None = None, cap: int = LARGEST_COUNT
    ) -> Total:
        return count(self._asked_for(among, named), cap)

    def _asked_for(self, among: frozenset[SiteId] | None, named: str | None) -> Iterator[Site]:
        for site in self._desk.rows.sites.values():
            if (among is None or site.id in among) and begins(site.name, named):
                yield site


class MemorySiteStore(MemorySiteReader):
    """Sites, to write."""

    def add(self, site: Site) -> Site:
        rows = self._desk.rows
        require_storable(site)
        refuse_known(rows.sites, site.id, "site")
        rows.sites[site.id] = site
        return site


class MemoryContractorReader(_OnDesk):
    """Contractors, to read."""

    def get(self, contractor: ContractorId) -> Contractor:
        return get(self._desk.rows.contractors, contractor, "contractor")

    def page(
        self,
        *,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Contractor]:
        return page(self._asked_for(named), order, after, limit)

    def count(self, *, named: str | None = None, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(named), cap)

    def _asked_for(self, named: str | None) -> Iterator[Contractor]:
        return (one for one in self._desk.rows.contractors.values() if begins(one.name, named))


class MemoryContractorStore(MemoryContractorReader):
    """Contractors, to write."""

    def add(self, contractor: Contractor) -> Contractor:
        rows = self._desk.rows
        require_storable(contractor)
        refuse_known(rows.contractors, contractor.id, "contractor")
        rows.contractors[contractor.id] = contractor
        return contractor


class MemoryContactReader(_OnDesk):
    """Contacts, to read."""

    def get(self, contact: ContactId) -> Contact:
        return get(self._desk.rows.contacts, contact, "contact")

    def page(
        self,
        *,
        contractor: ContractorId | None = None,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Contact]:
        return page(self._asked_for(contractor, named), order, after, limit)

    def count(
        self, *, contractor: ContractorId | None = None, named: str | None = None, cap: int = LARGEST_COUNT
    ) -> Total:
        return count(self._asked_for(contractor, named), cap)

    def _asked_for(self, contractor: ContractorId | None, named: str | None) -> Iterator[Contact]:
        for contact in self._desk.rows.contacts.values():
            if agrees(contractor, contact.contractor_id) and begins(contact.name, named):
                yield contact


class MemoryContactStore(MemoryContactReader):
    """Contacts, to write."""

    def add(self, contact: Contact) -> Contact:
        rows = self._desk.rows
        require_storable(contact)
        refuse_known(rows.contacts, contact.id, "contact")
        require(rows.contractors, [contact.contractor_id], "contractor")
        rows.contacts[contact.id] = contact
        return contact

    def save(self, contact: Contact) -> Contact:
        rows = self._desk.rows
        require_storable(contact)
        changed = with_next_version(rows.contacts, contact.id, contact, "contact")
        require(rows.contractors, [contact.contractor_id], "contractor")
        rows.contacts[contact.id] = changed
        return changed


class MemoryProfileReader(_OnDesk):
    """Profiles, to read."""

    def get(self, profile: ProfileId) -> Profile:
        return get(self._desk.rows.profiles, profile, "profile")

    def page(
        self,
        *,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Profile]:
        return page(self._asked_for(named), order, after, limit)

    def count(self, *, named: str | None = None, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(named), cap)

    def _asked_for(self, named: str | None) -> Iterator[Profile]:
        return (profile for profile in self._desk.rows.profiles.values() if begins(profile.name, named))


class MemoryProfileStore(MemoryProfileReader):
    """Profiles, to write."""

    def add(self, profile: Profile) -> Profile:
        rows = self._desk.rows
        require_storable(profile)
        refuse_known(rows.profiles, profile.id, "profile")
        self._refuse_taken_name(profile)
        rows.profiles[profile.id] = profile
        return profile

    def save(self, profile: Profile) -> Profile:
        rows = self._desk.rows
        require_storable(profile)
        changed = with_next_version(rows.profiles, profile.id, profile, "profile")
        self._refuse_taken_name(profile)
        rows.profiles[profile.id] = changed
        return changed

    def _refuse_taken_name(self, profile: Profile) -> None:
        for other in self._desk.rows.profiles.values():
            if other.id != profile.id and folded(other.name) == folded(profile.name):
                raise Conflict("name-taken", "another profile bears this name", {"name": other.name})


class MemoryUserReader(_OnDesk):
    """Users, to read."""

    def get(self, user: UserId) -> User:
        return get(self._desk.rows.users, user, "user")

    def page(
        self,
        *,
        profile: ProfileId | None = None,
        named: str | None = None,
        order: NamedOrder = NamedOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[User]:
        return page(self._asked_for(profile, named), order, after, limit)

    def count(self, *, profile: ProfileId | None = None, named: str | None = None, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(profile, named), cap)

    def _asked_for(self, profile: ProfileId | None, named: str | None) -> Iterator[User]:
        for user in self._desk.rows.users.values():
            if agrees(profile, user.profile_id) and begins(user.name, named):
                yield user


class MemoryUserStore(MemoryUserReader):
    """Users, to write."""

    def add(self, user: User) -> User:
        rows = self._desk.rows
        require_storable(user)
        refuse_known(rows.users, user.id, "user")
        self._require_named(user)
        rows.users[user.id] = user
        return user

    def save(self, user: User) -> User:
        rows = self._desk.rows
        require_storable(user)
        changed = with_next_version(rows.users, user.id, user, "user")
        self._require_named(user)
        rows.users[user.id] = changed
        return changed

    def _require_named(self, user: User) -> None:
        rows = self._desk.rows
        require(rows.profiles, [user.profile_id], "profile")
        require(rows.sites, user.sites or (), "site")


class MemoryInterventionReader(_OnDesk):
    """Interventions, to read."""

    def get(self, intervention: InterventionId) -> Intervention:
        return get(self._desk.rows.interventions, intervention, "intervention")

    def page(
        self,
        where: InterventionFilter = EVERY_INTERVENTION,
        *,
        order: InterventionOrder = InterventionOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Intervention]:
        return page(self._asked_for(where), order, after, limit)

    def count(self, where: InterventionFilter = EVERY_INTERVENTION, *, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(where), cap)

    def _asked_for(self, where: InterventionFilter) -> Iterator[Intervention]:
        return (one for one in self._desk.rows.interventions.values() if _passes_intervention(where, one))


class MemoryInterventionStore(MemoryInterventionReader):
    """Interventions, to write."""

    def add(self, intervention: Intervention) -> Intervention:
        rows = self._desk.rows
        require_storable(intervention)
        refuse_known(rows.interventions, intervention.id, "intervention")
        self._require_named(intervention)
        rows.interventions[intervention.id] = intervention
        return intervention

    def save(self, intervention: Intervention) -> Intervention:
        rows = self._desk.rows
        require_storable(intervention)
        changed = with_next_version(rows.interventions, intervention.id, intervention, "intervention")
        self._require_named(intervention)
        rows.interventions[intervention.id] = changed
        return changed

    def _require_named(self, intervention: Intervention) -> None:
        rows = self._desk.rows
        require(rows.sites, [intervention.site_id], "site")
        require(rows.contractors, intervention.contractors, "contractor")
        require(rows.contacts, intervention.contacts, "contact")


def _passes_intervention(where: InterventionFilter, intervention: Intervention) -> bool:
    return (
        (where.among is None or intervention.site_id in where.among)
        and agrees(where.type_code, intervention.type_code)
        and (where.status is None or where.today is None or status(intervention, where.today) is where.status)
    )


class MemoryFindingReader(_OnDesk):
    """Findings, to read."""

    def get(self, finding: FindingId) -> Finding:
        return get(self._desk.rows.findings, finding, "finding")

    def page(
        self,
        where: FindingFilter = EVERY_FINDING,
        *,
        order: FindingOrder = FindingOrder.CREATED,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page[Finding]:
        return page(self._asked_for(where), order, after, limit)

    def count(self, where: FindingFilter = EVERY_FINDING, *, cap: int = LARGEST_COUNT) -> Total:
        return count(self._asked_for(where), cap)

    def _asked_for(self, where: FindingFilter) -> Iterator[Finding]:
        return (one for one in self._desk.rows.findings.values() if _passes_finding(where, one))


class MemoryFindingStore(MemoryFindingReader):
    """Findings, to write."""

    def add(self, finding: Finding) -> Finding:
        rows = self._desk.rows
        require_storable(finding)
        refuse_known(rows.findings, finding.id, "finding")
        require(rows.sites, [finding.site_id], "site")
        require(rows.interventions, [finding.intervention_id], "intervention")
        rows.findings[finding.id] = finding
        return finding

    def forget_creator(self, creator: UserId) -> int:
        rows = self._desk.rows
        his = [one for one in rows.findings.values() if one.created_by.person.id == creator]
        for finding in his:
            person = evolve(finding.created_by.person, name=ERASED_NAME)
            nameless = evolve(finding.created_by, person=person, on_behalf_of=None)
            rows.findings[finding.id] = evolve(finding, created_by=nameless, version=finding.version + 1)
        return len(his)


def _passes_finding(where: FindingFilter, finding: Finding) -> bool:
    return (
        (where.among is None or finding.site_id in where.among)
        and agrees(where.intervention, finding.intervention_id)
        and agrees(where.state, finding.state)
        and agrees(where.creator, finding.created_by.person.id)
        and (where.words is None or where.words in searchable(finding.text, finding.place))
    )
