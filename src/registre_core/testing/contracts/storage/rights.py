"""The version of the rights, and profiles as they come and go: STO-31, STO-36."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from attrs import evolve

from registre_core.kernel.errors import Conflict, NotFound
from registre_core.ports.storage import Storage, Transaction
from registre_core.testing.builders import (
    a_contact,
    a_contractor,
    a_finding,
    a_profile,
    a_site,
    a_user,
    an_entry,
    an_intervention,
)
from registre_core.testing.contracts.storage.furniture import Furnished, everything, found
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.obligations import obligation

Change = Callable[[Transaction, Furnished], object]

CHANGES: Mapping[str, Change] = {
    "a profile is added": lambda tx, _: tx.profiles.add(a_profile(name="Autre")),
    "a profile is saved": lambda tx, there: tx.profiles.save(evolve(there.profile, rights=frozenset())),
    "a profile is removed": lambda tx, _: tx.profiles.remove(tx.profiles.add(a_profile(name="Autre"))),
    "a user is added": lambda tx, _: tx.users.add(a_user()),
    "a user is saved": lambda tx, there: tx.users.save(evolve(there.user, locked=True)),
    "users are added": lambda tx, _: tx.users.add_all([a_user(), a_user()]),
    "users are saved": lambda tx, there: tx.users.save_all([evolve(there.user, active=False)]),
}
"""What may change somebody's rights."""

OTHER_CHANGES: Mapping[str, Change] = {
    "a site is added": lambda tx, _: tx.sites.add(a_site()),
    "a contractor is added": lambda tx, _: tx.contractors.add(a_contractor()),
    "a contact is added": lambda tx, _: tx.contacts.add(a_contact()),
    "an intervention is added": lambda tx, there: tx.interventions.add(an_intervention(there.site)),
    "a finding is added": lambda tx, there: tx.findings.add(a_finding(there.intervention)),
    "an entry is appended": lambda tx, there: tx.register.append(an_entry(there.workspace.id, tx.register.head())),
    "a creator is forgotten": lambda tx, there: tx.findings.forget_creator(there.finding.created_by.person.id),
    "nobody is added": lambda tx, _: tx.users.add_all([]),
    "nobody is saved": lambda tx, _: tx.users.save_all([]),
}
"""What changes nobody's."""

each_change = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)


class RightsContract(StorageUnderTest):
    """The version of the rights, and profiles as they come and go."""

    @obligation("STO-31")
    @each_change
    def test_each_change_of_rights_makes_a_version_that_never_was(
        self, storage: Storage, there: Furnished, change: Change
    ) -> None:
        seen = [version(storage, there)]
        make(storage, there, change)
        seen.append(version(storage, there))
        for _ in range(2):
            make(storage, there, CHANGES["a user is added"])
            seen.append(version(storage, there))
        assert None not in seen
        assert len(set(seen)) == len(seen)

    @obligation("STO-31")
    @pytest.mark.parametrize("change", OTHER_CHANGES.values(), ids=OTHER_CHANGES)
    def test_what_changes_nobody_s_rights_leaves_the_version(
        self, storage: Storage, there: Furnished, change: Change
    ) -> None:
        before = version(storage, there)
        with storage.begin(there.workspace.id) as tx:
            change(tx, there)
            assert tx.users.version() == before
            tx.commit()
        assert version(storage, there) == before

    @obligation("STO-31")
    @each_change
    def test_who_has_changed_rights_himself_is_told_no_version(
        self, storage: Storage, there: Furnished, change: Change
    ) -> None:
        before = version(storage, there)
        with storage.begin(there.workspace.id) as tx:
            assert tx.users.version() == before
            change(tx, there)
            assert tx.users.version() is None
            tx.sites.add(a_site())
            assert tx.users.version() is None

    @obligation("STO-31")
    @each_change
    def test_a_change_that_was_given_up_leaves_the_version(
        self, storage: Storage, there: Furnished, change: Change
    ) -> None:
        before = version(storage, there)
        with storage.begin(there.workspace.id) as tx:
            change(tx, there)
        assert version(storage, there) == before
        with storage.begin(there.workspace.id) as tx:
            assert tx.users.version() == before

    @obligation("STO-31")
    @each_change
    def test_a_change_that_was_refused_leaves_the_version(
        self, storage: Storage, there: Furnished, change: Change
    ) -> None:
        before = version(storage, there)
        with storage.begin(there.workspace.id) as tx:
            for refused in (
                lambda: tx.users.add(there.user),
                lambda: tx.users.save(evolve(there.user, version=7)),
                lambda: tx.users.add_all([a_user(), there.user]),
                lambda: tx.users.save_all([evolve(there.user, locked=True), a_user()]),
                lambda: tx.profiles.add(there.profile),
                lambda: tx.profiles.save(evolve(there.profile, version=7)),
                lambda: tx.profiles.remove(there.profile),
            ):
                with pytest.raises((Conflict, NotFound)):
                    refused()
                assert tx.users.version() == before
            change(tx, there)
            assert tx.users.version() is None

    @obligation("STO-31")
    def test_a_snapshot_tells_the_version_of_its_moment(self, storage: Storage, there: Furnished) -> None:
        with storage.read(there.workspace.id) as snapshot:
            before = snapshot.users.version()
            make(storage, there, CHANGES["a user is added"])
            assert snapshot.users.version() == before
        assert version(storage, there) != before

    @obligation("STO-31")
    def test_another_workspace_s_rights_have_a_version_of_their_own(self, storage: Storage, there: Furnished) -> None:
        elsewhere = found(storage, Furnished.new())
        before = version(storage, elsewhere)
        make(storage, there, CHANGES["a user is added"])
        assert version(storage, elsewhere) == before

    @obligation("STO-31")
    def test_who_founds_a_workspace_is_told_the_version_until_somebody_is_in_it(self, storage: Storage) -> None:
        new = Furnished.new()
        with storage.found(new.workspace.id) as tx:
            tx.workspace.add(new.workspace)
            assert tx.users.version() is not None
            new.add_to(tx)
            assert tx.users.version() is None
            tx.commit()
        assert version(storage, new) is not None

    @obligation("STO-36")
    def test_a_profile_that_nobody_shares_is_removed(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            other = tx.profiles.save(tx.profiles.add(a_profile(name="Autre")))
            tx.profiles.remove(other)
            assert tx.profiles.every() == {there.profile.id: there.profile}
            heir = tx.profiles.add(a_profile(name="Autre"))
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            with pytest.raises(NotFound) as missing:
                snapshot.profiles.get(other.id)
            assert missing.value.code == "profile-not-found"
            assert snapshot.profiles.get(heir.id) == heir

    @obligation("STO-36")
    def test_a_profile_that_a_user_shares_stays_until_he_leaves_it(self, storage: Storage, there: Furnished) -> None:
        before = everything(storage, there)
        with pytest.raises(Conflict) as refused, storage.begin(there.workspace.id) as tx:
            tx.profiles.remove(there.profile)
            tx.commit()
        assert refused.value.code == "profile-in-use"
        assert everything(storage, there) == before
        with storage.begin(there.workspace.id) as tx:
            tx.users.save(evolve(there.user, profile_id=None, active=False))
            tx.profiles.remove(there.profile)
            assert tx.profiles.every() == {}
            tx.commit()

    @obligation("STO-36")
    def test_only_the_profile_that_is_kept_is_removed(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            profile = tx.profiles.add(a_profile(name="Autre"))
            tx.profiles.save(profile)
            with pytest.raises(Conflict) as refused:
                tx.profiles.remove(profile)
            assert refused.value.code == "stale-version"
            with pytest.raises(NotFound) as missing:
                tx.profiles.remove(a_profile(name="Personne"))
            assert missing.value.code == "profile-not-found"
            assert tx.profiles.every().keys() == {there.profile.id, profile.id}

    @obligation("STO-36")
    def test_every_profile_is_given_as_it_is_kept(self, storage: Storage, there: Furnished) -> None:
        others = [a_profile(name=f"Profil {number}", rights=frozenset({f"m.{number}"})) for number in range(60)]
        with storage.begin(there.workspace.id) as tx:
            for other in others:
                tx.profiles.add(other)
            changed = tx.profiles.save(evolve(others[0], rights=frozenset()))
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.profiles.every() == {one.id: one for one in (there.profile, *others[1:], changed)}


def version(storage: Storage, there: Furnished) -> int | None:
    """Tell the version of what was committed."""
    with storage.read(there.workspace.id) as snapshot:
        return snapshot.users.version()


def make(storage: Storage, there: Furnished, change: Change) -> None:
    """Make a change for good."""
    with storage.begin(there.workspace.id) as tx:
        change(tx, there)
        tx.commit()
