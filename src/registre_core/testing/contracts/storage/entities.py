"""Entities with their identifiers, versions and references: STO-5, STO-6, STO-7, STO-16."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from registre_core.kernel.errors import Conflict, NotFound
from registre_core.ports.storage import Storage, Transaction
from registre_core.rights import Profile
from registre_core.testing.builders import (
    IDS,
    a_profile,
    a_workspace,
    an_entry,
)
from registre_core.testing.contracts.storage.dangling import DANGLING, Dangling
from registre_core.testing.contracts.storage.furniture import (
    CHANGING,
    KINDS,
    UNLISTED,
    Furnished,
    Kind,
    everything,
    found,
)
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.obligations import obligation

ALIKE = (
    ("Chargé de sécurité", "Charge de securite"),
    ("Chargé de sécurité", "  CHARGÉ   de SÉCURITÉ "),
    ("Maître d’œuvre", "maitre d’oeuvre"),
    ("Technicien", "Technicien"),
    ("Strasse", "Straße"),
    ("Charge\u0301", "Chargé"),
)
"""Pairs of names that a reader would take for one."""

every_kind = pytest.mark.parametrize("kind", [*KINDS, *UNLISTED], ids=str)
every_changing_kind = pytest.mark.parametrize("kind", [*CHANGING, *UNLISTED], ids=str)
SAVED = ("user", "intervention", "signature", "seal", "permit", "finding", "request", "visit")
"""Kinds that name others, and may name others later."""


class EntityContract(StorageUnderTest):
    """Entities with their identifiers, versions and references."""

    @obligation("STO-5")
    @every_changing_kind
    def test_saving_raises_the_version_by_one(self, storage: Storage, there: Furnished, kind: Kind) -> None:
        changed = _changed(kind, there.of(kind))
        with storage.begin(there.workspace.id) as tx:
            saved = kind.store(tx).save(changed)
            again = kind.store(tx).save(saved)
            tx.commit()
        assert saved == evolve(changed, version=2)
        assert again == evolve(changed, version=3)
        with storage.read(there.workspace.id) as snapshot:
            assert kind.store(snapshot).get(changed.id) == again

    @obligation("STO-5")
    @every_changing_kind
    @pytest.mark.parametrize("version", [1, 3], ids=["older", "newer"])
    def test_another_version_than_the_stored_one_cannot_be_saved(
        self, storage: Storage, there: Furnished, kind: Kind, version: int
    ) -> None:
        changed = _changed(kind, there.of(kind))
        with storage.begin(there.workspace.id) as tx:
            kind.store(tx).save(changed)
            tx.commit()
        before = everything(storage, there)
        with pytest.raises(Conflict) as refused, storage.begin(there.workspace.id) as tx:
            kind.store(tx).save(evolve(there.of(kind), version=version))
            tx.commit()
        assert refused.value.code == "stale-version"
        assert everything(storage, there) == before

    @obligation("STO-5")
    @every_changing_kind
    def test_what_was_added_keeps_its_version(self, storage: Storage, there: Furnished, kind: Kind) -> None:
        with storage.begin(there.workspace.id) as tx:
            new = kind.build(there)
            assert kind.store(tx).add(new) == new
            assert kind.store(tx).save(new).version == new.version + 1

    @obligation("STO-6")
    @every_kind
    def test_an_identifier_that_is_there_cannot_be_added(self, storage: Storage, there: Furnished, kind: Kind) -> None:
        before = everything(storage, there)
        for other in (there.of(kind), evolve(kind.build(there), id=there.of(kind).id)):
            with pytest.raises(Conflict) as refused, storage.begin(there.workspace.id) as tx:
                kind.store(tx).add(other)
                tx.commit()
            assert refused.value.code == "already-exists"
        assert everything(storage, there) == before

    @obligation("STO-6")
    @every_kind
    def test_a_transaction_goes_on_after_such_a_refusal(self, storage: Storage, there: Furnished, kind: Kind) -> None:
        new = kind.build(there)
        with storage.begin(there.workspace.id) as tx:
            with pytest.raises(Conflict):
                kind.store(tx).add(there.of(kind))
            kind.store(tx).add(new)
            tx.commit()
        with storage.read(there.workspace.id) as tx:
            assert kind.store(tx).get(new.id) == new

    @obligation("STO-6")
    @every_kind
    def test_an_identifier_cannot_be_added_twice_in_one_transaction(
        self, storage: Storage, there: Furnished, kind: Kind
    ) -> None:
        new = kind.build(there)
        with pytest.raises(Conflict) as refused, storage.begin(there.workspace.id) as tx:
            kind.store(tx).add(new)
            kind.store(tx).add(new)
        assert refused.value.code == "already-exists"

    @obligation("STO-6")
    def test_an_entry_whose_identifier_is_there_cannot_be_appended(self, storage: Storage, there: Furnished) -> None:
        before = everything(storage, there)
        with pytest.raises(Conflict) as refused, storage.begin(there.workspace.id) as tx:
            tx.register.append(an_entry(there.workspace.id, tx.register.head(), id=there.entry.heading.id))
            tx.commit()
        assert refused.value.code == "already-exists"
        assert everything(storage, there) == before

    @obligation("STO-6")
    def test_a_workspace_cannot_be_added_twice(self, storage: Storage, there: Furnished) -> None:
        with pytest.raises(Conflict) as refused, storage.begin(there.workspace.id) as tx:
            tx.workspace.add(there.workspace)
        assert refused.value.code == "already-exists"

    @obligation("STO-7")
    @every_kind
    def test_what_is_not_there_is_not_found(self, storage: Storage, there: Furnished, kind: Kind) -> None:
        with storage.read(there.workspace.id) as snapshot, pytest.raises(NotFound) as missing:
            kind.store(snapshot).get(IDS.new())
        assert missing.value.code == f"{kind}-not-found"

    @obligation("STO-7")
    @every_changing_kind
    def test_what_is_not_there_cannot_be_saved(self, storage: Storage, there: Furnished, kind: Kind) -> None:
        with pytest.raises(NotFound) as missing, storage.begin(there.workspace.id) as tx:
            kind.store(tx).save(kind.build(there))
        assert missing.value.code == f"{kind}-not-found"

    @obligation("STO-7")
    @pytest.mark.parametrize("dangling", DANGLING, ids=str)
    def test_what_an_entity_names_must_be_there_when_it_is_added(
        self, storage: Storage, there: Furnished, dangling: Dangling
    ) -> None:
        kind = _kind(dangling)
        before = everything(storage, there)
        with pytest.raises(NotFound) as missing, storage.begin(there.workspace.id) as tx:
            kind.store(tx).add(dangling.build(there))
            tx.commit()
        assert missing.value.code == f"{dangling.missing}-not-found"
        assert everything(storage, there) == before

    @obligation("STO-7")
    @pytest.mark.parametrize("dangling", [one for one in DANGLING if one.kind in SAVED], ids=str)
    def test_what_an_entity_names_must_be_there_when_it_is_saved(
        self, storage: Storage, there: Furnished, dangling: Dangling
    ) -> None:
        kind = _kind(dangling)
        before = everything(storage, there)
        with pytest.raises(NotFound) as missing, storage.begin(there.workspace.id) as tx:
            kind.store(tx).save(evolve(dangling.build(there), id=there.of(kind).id))
            tx.commit()
        assert missing.value.code == f"{dangling.missing}-not-found"
        assert everything(storage, there) == before

    @obligation("STO-16")
    @pytest.mark.parametrize("names", ALIKE, ids=" = ".join)
    def test_two_profiles_cannot_bear_names_that_read_alike(
        self, storage: Storage, there: Furnished, names: tuple[str, str]
    ) -> None:
        with storage.begin(there.workspace.id) as tx:
            other = tx.profiles.add(a_profile(name="Autre"))
            tx.profiles.save(evolve(there.profile, name=names[0]))
            tx.commit()
        for write in (_add_named, _rename(other)):
            before = everything(storage, there)
            with pytest.raises(Conflict) as refused, storage.begin(there.workspace.id) as tx:
                write(tx, names[1])
                tx.commit()
            assert refused.value.code == "name-taken"
            assert everything(storage, there) == before

    @obligation("STO-16")
    def test_a_profile_may_be_respelt_and_the_name_it_gave_up_is_free(self, storage: Storage, there: Furnished) -> None:
        with storage.begin(there.workspace.id) as tx:
            respelt = tx.profiles.save(evolve(there.profile, name=there.profile.name.upper()))
            renamed = tx.profiles.save(evolve(respelt, name="Autre"))
            heir = tx.profiles.add(a_profile(name=there.profile.name))
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert {snapshot.profiles.get(one.id).name for one in (renamed, heir)} == {"Autre", there.profile.name}

    @obligation("STO-10", "STO-16")
    def test_a_name_is_taken_in_its_own_workspace_only(self, storage: Storage, there: Furnished) -> None:
        elsewhere = found(storage, evolve(Furnished.new(), workspace=(away := a_workspace()), entry=an_entry(away.id)))
        with storage.read(elsewhere.workspace.id) as snapshot:
            assert snapshot.profiles.get(elsewhere.profile.id).name == there.profile.name


def _add_named(tx: Transaction, name: str) -> None:
    tx.profiles.add(a_profile(name=name))


def _rename(profile: Profile) -> Callable[[Transaction, str], None]:
    def rename(tx: Transaction, name: str) -> None:
        tx.profiles.save(evolve(profile, name=name))

    return rename


def _changed(kind: Kind, entity: Any) -> Any:  # noqa: ANN401  # whichever entity it is
    assert kind.change is not None
    return kind.change(entity)


def _kind(dangling: Dangling) -> Kind:
    return next(kind for kind in (*KINDS, *UNLISTED) if kind.name == dangling.kind)
