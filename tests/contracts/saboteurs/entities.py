# ruff: noqa: ANN401, SLF001  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in what they check and what they give back."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar

from attrs import evolve
from tests.contracts.saboteurs.spoiling import STORES, Saboteur, instead, rows_of

from registre_core.kernel.errors import Conflict, InvalidInput, NotFound
from registre_core.kernel.pages import Page


class SwallowsConflicts(Saboteur):
    """Drops a stale version without a word."""

    breaks = "STO-5"

    def spoil_transaction(self, tx: Any) -> None:
        def save(honest: Callable[[Any], Any], entity: Any) -> Any:
            try:
                return honest(entity)
            except Conflict as error:
                if error.code != "stale-version":
                    raise
                return evolve(entity, version=entity.version + 1)

        for name in ("sites", "profiles", "users", "interventions"):
            instead(getattr(tx, name), "save", save)


class LastOneWins(Saboteur):
    """Writes whatever version it is given."""

    breaks = "STO-5"

    def spoil_transaction(self, tx: Any) -> None:
        for name in ("sites", "profiles", "users", "interventions"):
            store = getattr(tx, name)

            def save(honest: Callable[[Any], Any], entity: Any, store: Any = store) -> Any:
                return honest(evolve(entity, version=store.get(entity.id).version))

            instead(store, "save", save)


class KeepsTheVersion(Saboteur):
    """Saves, and counts nothing."""

    breaks = "STO-5"

    def spoil_transaction(self, tx: Any) -> None:
        for name in ("sites", "profiles", "users", "interventions"):
            instead(getattr(tx, name), "save", lambda honest, entity: evolve(honest(entity), version=entity.version))


class AddsOver(Saboteur):
    """Takes adding for writing."""

    breaks = "STO-6"

    def spoil_transaction(self, tx: Any) -> None:
        for name in STORES:

            def add(honest: Callable[[Any], Any], entity: Any, name: str = name) -> Any:
                getattr(rows_of(tx), name).pop(entity.id, None)
                return honest(entity)

            instead(getattr(tx, name), "add", add)


class GivesNothing(Saboteur):
    """Answers ``None`` for what is not there."""

    breaks = "STO-7"

    def spoil(self, tx: Any) -> None:
        def get(honest: Callable[[Any], Any], key: Any) -> Any:
            with suppress(NotFound):
                return honest(key)
            return None

        for name in STORES:
            instead(getattr(tx, name), "get", get)


class ChecksNoReference(Saboteur):
    """Keeps a contact of a contractor that is not there."""

    breaks = "STO-7 STO-10"

    def spoil_transaction(self, tx: Any) -> None:
        def add(honest: Callable[[Any], Any], contact: Any) -> Any:
            with suppress(NotFound):
                return honest(contact)
            rows_of(tx).contacts[contact.id] = contact
            return contact

        instead(tx.contacts, "add", add)


class TellsNamesApartToTheLetter(Saboteur):
    """Compares the names of profiles as bytes."""

    breaks = "STO-16"

    def spoil_transaction(self, tx: Any) -> None:
        def refuse_taken_name(honest: Callable[[Any], None], profile: Any) -> None:
            with suppress(Conflict):
                honest(profile)
            if any(one.name == profile.name and one.id != profile.id for one in rows_of(tx).profiles.values()):
                raise Conflict("name-taken", "another profile bears this name")

        instead(tx.profiles, "_refuse_taken_name", refuse_taken_name)


class TakesAnyText(Saboteur):
    """Keeps what no database can."""

    breaks = "STO-21"

    def spoil_transaction(self, tx: Any) -> None:
        def add(honest: Callable[[Any], Any], contractor: Any) -> Any:
            try:
                return honest(contractor)
            except InvalidInput:
                rows_of(tx).contractors[contractor.id] = contractor
                return contractor

        instead(tx.contractors, "add", add)


class TellsTheFirstProblemOnly(Saboteur):
    """Refuses a value, and leaves it to the next attempt to find the others."""

    breaks = "STO-21"

    def spoil_transaction(self, tx: Any) -> None:
        def save(honest: Callable[[Any], Any], entity: Any) -> Any:
            try:
                return honest(entity)
            except InvalidInput as error:
                raise InvalidInput.of(error.problems[:1]) from error

        instead(tx.interventions, "save", save)


class RefusesAfterwards(Saboteur):
    """Finds that it cannot keep a value once it has kept it."""

    breaks = "STO-21"

    def spoil_transaction(self, tx: Any) -> None:
        def add(honest: Callable[[Any], Any], site: Any) -> Any:
            try:
                return honest(site)
            except InvalidInput:
                rows_of(tx).sites[site.id] = site
                raise

        instead(tx.sites, "add", add)


class EndsAtARefusal(Saboteur):
    """Gives a transaction up when it refuses a value, as a database may that is asked first."""

    breaks = "STO-21"

    def spoil_transaction(self, tx: Any) -> None:
        def queue(honest: Callable[[Any], None], notice: Any) -> None:
            try:
                honest(notice)
            except InvalidInput:
                tx._desk.end()
                raise

        instead(tx.outbox, "queue", queue)


class Distorts(Saboteur):
    """Gives back something else than was kept, in the way a subclass says."""

    store: ClassVar[str]

    def distorted(self, entity: Any) -> Any:
        """Distort one entity."""
        raise NotImplementedError

    def spoil_snapshot(self, snapshot: Any) -> None:
        store = getattr(snapshot, self.store)
        instead(store, "get", lambda honest, key: self.distorted(honest(key)))
        instead(store, "page", lambda honest, *args, **named: self._distorted_page(honest(*args, **named)))

    def _distorted_page(self, page: Page[Any]) -> Page[Any]:
        return Page(tuple(self.distorted(item) for item in page.items), page.next)


class DropsAccents(Distorts):
    """Keeps letters without what stands on them."""

    breaks = "STO-8"
    store = "sites"

    def distorted(self, entity: Any) -> Any:
        bare = unicodedata.normalize("NFD", entity.address)
        return evolve(entity, address="".join(letter for letter in bare if not unicodedata.combining(letter)))


class Composes(Distorts):
    """Normalises texts."""

    breaks = "STO-8"
    store = "sites"

    def distorted(self, entity: Any) -> Any:
        return evolve(entity, address=unicodedata.normalize("NFC", entity.address))


class KeepsSitesOpen(Distorts):
    """Knows no day on which a site closes."""

    breaks = "STO-8"
    store = "sites"

    def distorted(self, entity: Any) -> Any:
        return evolve(entity, closed_on=None)


class TakesEmptyForAbsent(Distorts):
    """Says all sites where none was meant."""

    breaks = "STO-8"
    store = "users"

    def distorted(self, entity: Any) -> Any:
        return evolve(entity, sites=entity.sites or None)


class LosesOrder(Distorts):
    """Gives contractors by identifier."""

    breaks = "STO-8"
    store = "interventions"

    def distorted(self, entity: Any) -> Any:
        return evolve(entity, contractors=tuple(sorted(entity.contractors)))


class ForgetsMicroseconds(Distorts):
    """Keeps instants to the millisecond."""

    breaks = "STO-8"
    store = "interventions"

    def distorted(self, entity: Any) -> Any:
        at = entity.closed_at
        return evolve(entity, closed_at=at and at.replace(microsecond=at.microsecond // 1000 * 1000))


class RoundsDecimals(Distorts):
    """Keeps the width of a page in whole points."""

    breaks = "STO-8"
    store = "findings"

    def distorted(self, entity: Any) -> Any:
        parts = tuple(evolve(part, width=float(round(part.width))) for part in entity.passage.parts)
        return evolve(entity, passage=evolve(entity.passage, parts=parts))


class TakesTrueForOne(Saboteur):
    """Keeps booleans as numbers."""

    breaks = "STO-8"

    def spoil_snapshot(self, snapshot: Any) -> None:
        def pending(honest: Callable[..., Any], **named: Any) -> Any:
            return tuple(
                evolve(
                    notice,
                    facts={
                        key: int(value) if isinstance(value, bool) else value for key, value in notice.facts.items()
                    },
                )
                for notice in honest(**named)
            )

        instead(snapshot.outbox, "pending", pending)
