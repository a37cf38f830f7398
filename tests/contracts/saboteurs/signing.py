# ruff: noqa: ANN401  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in what was signed, with what, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from attrs import evolve
from tests.contracts.saboteurs.operator import SpoilsTheDoor
from tests.contracts.saboteurs.spoiling import Saboteur, instead, rows_of

from registre_core.kernel.documents import Digest
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.signatures import SignatureRequest, Subject, Ticket, Trace


class KeepsTheLastContent(Saboteur):
    """Writes what is shown over what was shown before under its digest."""

    breaks = "STO-48"

    def spoil_transaction(self, tx: Any) -> None:
        def keep_content(_: object, digest: Digest, content: bytes) -> None:
            rows_of(tx).signed_contents[digest] = content

        instead(tx.signatures, "keep_content", keep_content)


class KeepsContentsAsText(Saboteur):
    """Takes what is signed for text, and its line ends for one's own."""

    breaks = "STO-48"

    def spoil(self, tx: Any) -> None:
        def content(honest: Callable[..., Any], digest: Digest) -> bytes:
            return bytes(honest(digest)).decode("utf-8", "replace").replace("\r\n", "\n").encode()

        instead(tx.signatures, "content", content)


class TellsTheLastEdition(Saboteur):
    """Forgets what was signed before a thing was changed."""

    breaks = "STO-49"

    def spoil(self, tx: Any) -> None:
        def of_subject(honest: Callable[..., Any], *asked: Any) -> Any:
            every = honest(*asked)
            last = max((one.subject.edition for one in every), default=0)
            return tuple(one for one in every if one.subject.edition == last)

        instead(tx.signatures, "of_subject", of_subject)


class TakesPermitsForInterventions(Saboteur):
    """Finds what a thing was signed for by its identifier alone."""

    breaks = "STO-49"

    def spoil(self, tx: Any) -> None:
        def of_subject(_: object, _kind: str, subject: UUID) -> Any:
            return tuple(one for _, one in sorted(rows_of(tx).signatures.items()) if one.subject.id == subject)

        instead(tx.signatures, "of_subject", of_subject)


class LetsSignAtTheLastMoment(Saboteur):
    """Takes what expires at a moment for open at that moment."""

    breaks = "STO-50"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], where: Any = None, **named: Any) -> Any:
            if where is None or where.open_at is None:
                return honest(*(() if where is None else (where,)), **named)
            return honest(evolve(where, open_at=where.open_at - timedelta(microseconds=1)), **named)

        instead(tx.signatures, "page", page)


class ForgetsWhoIsToSign(Saboteur):
    """Lists what is open of everybody."""

    breaks = "STO-50"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], where: Any = None, **named: Any) -> Any:
            if where is None:
                return honest(**named)
            return honest(evolve(where, signer=None) if where.open_at else where, **named)

        instead(tx.signatures, "page", page)


class MixesThingsThatAreSigned(Saboteur):
    """Lists signatures of permits among those of interventions."""

    breaks = "STO-50"

    def spoil(self, tx: Any) -> None:
        def page(honest: Callable[..., Any], where: Any = None, **named: Any) -> Any:
            return honest(**named) if where is None else honest(evolve(where, kind=None), **named)

        instead(tx.signatures, "page", page)


class NamesTheLastAlike(Saboteur):
    """Names the last signature that bears a drawing."""

    breaks = "STO-51"

    def spoil(self, tx: Any) -> None:
        def drawn_alike(_: object, drawing: Digest) -> Any:
            return max((key for key, one in rows_of(tx).signatures.items() if shape_of(one) == drawing), default=None)

        instead(tx.signatures, "drawn_alike", drawn_alike)


class KnowsNoErasedDrawing(Saboteur):
    """Forgets the shape of a drawing with the drawing."""

    breaks = "STO-51"

    def spoil(self, tx: Any) -> None:
        def drawn_alike(honest: Callable[..., Any], drawing: Digest) -> Any:
            found = honest(drawing)
            evidence = found and rows_of(tx).signatures[found].evidence
            return found if evidence and evidence.trace.drawing else None

        instead(tx.signatures, "drawn_alike", drawn_alike)


class FindsNoUsedTicket(Saboteur):
    """Takes whoever holds a used ticket for somebody who made it up."""

    breaks = "STO-52"

    def spoil(self, tx: Any) -> None:
        def find(honest: Callable[..., Any], secret: Digest) -> Ticket | None:
            found: Ticket | None = honest(secret)
            return None if found is None or found.used_at else found

        instead(tx.tickets, "find", find)


class GivesASecretTwice(Saboteur):
    """Issues a ticket with the secret of another."""

    breaks = "STO-52"

    def spoil_transaction(self, tx: Any) -> None:
        def add(honest: Callable[..., Any], ticket: Ticket) -> Ticket:
            alike = tx.tickets.find(ticket.secret_digest)
            if alike and alike.id != ticket.id:
                rows_of(tx).tickets[ticket.id] = ticket
                return ticket
            return honest(ticket)  # type: ignore[no-any-return]

        instead(tx.tickets, "add", add)


class GivesTheTicketOfLast(Saboteur):
    """Tells of a request the ticket that counts now, and not those before it."""

    breaks = "STO-52"

    def spoil(self, tx: Any) -> None:
        instead(tx.tickets, "of_request", lambda honest, request: honest(request)[-1:])


class SuspectsSomebody(SpoilsTheDoor):
    """Tells a workspace of a secret that nobody has."""

    breaks = "STO-53"

    def spoil_door(self, door: Any) -> None:
        def ticket_of(honest: Callable[..., Any], secret: Digest) -> WorkspaceId | None:
            return honest(secret) or next((one.id for one, _ in door.workspaces()), None)

        instead(door, "ticket_of", ticket_of)


class FindsTicketsOfTheFirst(SpoilsTheDoor):
    """Looks for tickets where the first ones were issued."""

    breaks = "STO-53"

    def spoil_door(self, door: Any) -> None:
        def ticket_of(honest: Callable[..., Any], secret: Digest) -> WorkspaceId | None:
            first = next((one.id for one, _ in door.workspaces()), None)
            return first if honest(secret) else None

        instead(door, "ticket_of", ticket_of)


class SealsEveryEditionAtOnce(Saboteur):
    """Gives the seals of a thing whatever was sealed of it."""

    breaks = "STO-54"

    def spoil(self, tx: Any) -> None:
        def of_subjects(_: object, subjects: Any) -> Any:
            wanted = {subject.id for subject in subjects}
            return tuple(one for _, one in sorted(rows_of(tx).seals.items()) if one.subject.id in wanted)

        instead(tx.seals, "of_subjects", of_subjects)


class GivesSealsInTheOrderAskedFor(Saboteur):
    """Gives the seals of things in the order in which they were named."""

    breaks = "STO-54"

    def spoil(self, tx: Any) -> None:
        def of_subjects(honest: Callable[..., Any], subjects: Any) -> Any:
            asked: list[Subject] = list(dict.fromkeys(subjects))
            return tuple(one for subject in asked for one in honest([subject]))

        instead(tx.seals, "of_subjects", of_subjects)


class SealsTheNewestFirst(Saboteur):
    """Gives what waited the least first."""

    breaks = "STO-54"

    def spoil(self, tx: Any) -> None:
        instead(tx.seals, "pending", lambda honest, *, limit=50: honest()[::-1][:limit])


class ForgetsFewSigners(Saboteur):
    """Takes a name away, and not all that goes with it."""

    def left(self, before: SignatureRequest, after: SignatureRequest) -> SignatureRequest:
        """Say what stays of a signature."""
        raise NotImplementedError

    def spoil_transaction(self, tx: Any) -> None:
        def forget_signer(honest: Callable[..., Any], person: UUID) -> Any:
            before = dict(rows_of(tx).signatures)
            count = honest(person)
            for key, one in rows_of(tx).signatures.items():
                if before[key] != one:
                    rows_of(tx).signatures[key] = self.left(before[key], one)
            return count

        instead(tx.signatures, "forget_signer", forget_signer)


class KeepsTheDevice(ForgetsFewSigners):
    """Keeps from what device and address an erased person signed."""

    breaks = "STO-59"

    def left(self, before: SignatureRequest, after: SignatureRequest) -> SignatureRequest:
        if not before.evidence or not after.evidence:
            return after
        kept = evolve(before.evidence.trace, drawing=after.evidence.trace.drawing)
        return evolve(after, evidence=evolve(after.evidence, trace=kept))


class KeepsWhoLentTheSession(ForgetsFewSigners):
    """Keeps the name of whoever lent a session."""

    breaks = "STO-59"

    def left(self, before: SignatureRequest, after: SignatureRequest) -> SignatureRequest:
        if not before.evidence or not after.evidence:
            return after
        return evolve(after, evidence=evolve(after.evidence, session=before.evidence.session))


class ForgetsTheLendersSigner(ForgetsFewSigners):
    """Takes away what the signer drew when it is the lender of the session who is erased."""

    breaks = "STO-59"

    def left(self, before: SignatureRequest, after: SignatureRequest) -> SignatureRequest:
        if not after.evidence or after.signer.name == ERASED_NAME:
            return after
        return evolve(after, evidence=evolve(after.evidence, trace=Trace(before.signer.id)))


class ForgetsUnnoticed(ForgetsFewSigners):
    """Leaves the version of what it takes a name away from."""

    breaks = "STO-59"

    def left(self, before: SignatureRequest, after: SignatureRequest) -> SignatureRequest:
        return evolve(after, version=before.version)


def shape_of(request: SignatureRequest) -> Digest | None:
    return request.evidence.drawing_digest if request.evidence else None
