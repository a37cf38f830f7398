# ruff: noqa: ANN401  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in requests and links, in visits of commissions, in the logbook and in filed documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import islice
from typing import Any

from attrs import evolve
from tests.contracts.saboteurs.operator import SpoilsTheDoor
from tests.contracts.saboteurs.permits import AsksOtherwise
from tests.contracts.saboteurs.spoiling import Saboteur, instead, rows_of

from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import FindingId, WorkspaceId
from registre_core.logbook import LogbookEntry
from registre_core.requests import Link

A_DAY = timedelta(days=1)


class KnowsTheFirstRecipientOnly(Saboteur):
    """Finds a request under the first firm that it goes to, and under no other."""

    breaks = "STO-67"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], *asked: Any, **named: Any) -> Any:
            shown, where = honest(*asked, **named), asked[0] if asked else named.get("where")
            if where is None or where.contractor is None:
                return shown
            firsts = (one for one in shown.items if one.lines[0].recipient.contractor_id == where.contractor)
            return evolve(shown, items=tuple(firsts))

        instead(tx.requests, "page", page)


class ForgetsWhatIsAsked(AsksOtherwise):
    """Lists requests of both kinds about a finding."""

    breaks = "STO-67"
    room = "requests"

    def instead_of(self, where: Any) -> Any:
        return evolve(where, kind=None) if where.finding else where


class KnowsTheFirstFindingOnly(Saboteur):
    """Finds a request under the first finding that it is about."""

    breaks = "STO-68"

    def spoil(self, tx: Any) -> None:
        def of_finding(honest: Callable[..., Any], finding: FindingId) -> Any:
            return tuple(one for one in honest(finding) if one.findings[0] == finding)

        instead(tx.requests, "of_finding", of_finding)


class RemovesWhatWasSent(Saboteur):
    """Drops a request whatever became of it."""

    breaks = "STO-69"

    def spoil_transaction(self, tx: Any) -> None:
        def remove(_: object, request: Any) -> None:
            tx.requests.get(request)
            del rows_of(tx).work_requests[request]

        instead(tx.requests, "remove", remove)


class GivesTheLinkOfLast(Saboteur):
    """Tells the last link of a request for all of them."""

    breaks = "STO-70"

    def spoil(self, tx: Any) -> None:
        instead(tx.links, "of_request", lambda honest, request: honest(request)[-1:])


class GivesALinkTwice(Saboteur):
    """Lets two links have one secret."""

    breaks = "STO-70"

    def spoil_transaction(self, tx: Any) -> None:
        def add(honest: Callable[..., Any], link: Link) -> Link:
            if tx.links.find(link.secret_digest) is None or link.id in rows_of(tx).links:
                return honest(link)  # type: ignore[no-any-return]
            rows_of(tx).links[link.id] = link
            return link

        instead(tx.links, "add", add)


class TellsNothingOfRevokedLinks(SpoilsTheDoor):
    """Knows no workspace of a link that was taken back."""

    breaks = "STO-71"

    def spoil_door(self, door: Any) -> None:
        def link_of(honest: Callable[..., Any], digest: Any) -> WorkspaceId | None:
            every = (one for desk in door._desks for one in desk.rows.links.values())  # noqa: SLF001
            is_revoked = any(one.secret_digest == digest and one.revoked_at for one in every)
            return None if is_revoked else honest(digest)

        instead(door, "link_of", link_of)


class TakesATicketForALink(SpoilsTheDoor):
    """Looks for the secrets of links among tickets, too."""

    breaks = "STO-71"

    def spoil_door(self, door: Any) -> None:
        instead(door, "link_of", lambda honest, digest: honest(digest) or door.ticket_of(digest))


class ExcludesTheLastDayOfVisits(AsksOtherwise):
    """Lists no visit on the last day of a period."""

    breaks = "STO-72"
    room = "visits"

    def instead_of(self, where: Any) -> Any:
        is_short = where.until_day is None or where.until_day == where.until_day.min
        return where if is_short else evolve(where, until_day=where.until_day - A_DAY)


class ForgetsTheFirstAttendee(Saboteur):
    """Takes a name away from a visit where it stands first, and nowhere else."""

    breaks = "STO-73"

    def spoil_transaction(self, tx: Any) -> None:
        def forget_person(honest: Callable[..., Any], person: Any) -> int:
            kept = dict(rows_of(tx).visits)
            count: int = honest(person)
            for key, one in kept.items():
                if one.attendees and one.attendees[0].id != person:
                    rows_of(tx).visits[key] = one
            return count

        instead(tx.visits, "forget_person", forget_person)


class ForgetsEveryAttendee(Saboteur):
    """Takes every name away from a visit on which one person took part."""

    breaks = "STO-73"

    def spoil_transaction(self, tx: Any) -> None:
        def forget_person(honest: Callable[..., Any], person: Any) -> int:
            count: int = honest(person)
            for key, one in rows_of(tx).visits.items():
                if person in {who.id for who in one.attendees}:
                    nameless = tuple(evolve(who, name=ERASED_NAME) for who in one.attendees)
                    rows_of(tx).visits[key] = evolve(one, attendees=nameless)
            return count

        instead(tx.visits, "forget_person", forget_person)


class StreamsAPageOfVisits(Saboteur):
    """Streams the first five hundred visits, and no more."""

    breaks = "STO-66"

    def spoil(self, tx: Any) -> None:
        instead(tx.visits, "every", lambda honest, *asked: islice(honest(*asked), 500))


class ListsEveryChapter(AsksOtherwise):
    """Lists what stands in every chapter during a period."""

    breaks = "STO-74"
    room = "logbook"

    def instead_of(self, where: Any) -> Any:
        return evolve(where, chapter=None) if where.from_day else where


class ShowsWhatWasCorrected(AsksOtherwise):
    """Lists what other entries stand in for, asked for or not."""

    breaks = "STO-75"
    room = "logbook"

    def instead_of(self, where: Any) -> Any:
        return evolve(where, corrected=True)


class WritesOverAnEntry(Saboteur):
    """Keeps whatever an entry says that is saved."""

    breaks = "STO-76"

    def spoil_transaction(self, tx: Any) -> None:
        def save(honest: Callable[..., Any], entry: LogbookEntry) -> LogbookEntry:
            saved: LogbookEntry = honest(entry)
            rows_of(tx).logbook[entry.id] = evolve(entry, version=saved.version)
            return rows_of(tx).logbook[entry.id]

        instead(tx.logbook, "save", save)


class ForgetsNoArchitect(Saboteur):
    """Leaves the names of architects where they stand."""

    breaks = "STO-77"

    def spoil_transaction(self, tx: Any) -> None:
        def forget_person(honest: Callable[..., Any], person: Any) -> int:
            kept = dict(rows_of(tx).logbook)
            count: int = honest(person)
            works = {key: one for key, one in kept.items() if one.chapter == "works"}
            rows_of(tx).logbook.update(works)
            return count

        instead(tx.logbook, "forget_person", forget_person)


class FilesOnEverySite(AsksOtherwise):
    """Lists the documents of every site where one is asked for."""

    breaks = "STO-78"
    room = "filed"

    def instead_of(self, where: Any) -> Any:
        return evolve(where, among=None) if where.among else where
