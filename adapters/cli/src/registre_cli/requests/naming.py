"""A request as people name it: by its identifier, or by words that only its message has; a recipient by his name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from registre_cli import signers
from registre_cli.names import nearest_to
from registre_cli.profiles.seat import Seat
from registre_cli.typography import quoted
from registre_core import InvalidInput
from registre_core.kernel.identifiers import WorkRequestId
from registre_core.kernel.names import plain
from registre_core.requests import Line, Recipient, WorkRequest
from registre_core.services.paging import LARGEST_PAGE
from registre_core.services.requests import ShownRequest

WHERE = "DEMANDE"


def request(seat: Seat, asked: str) -> ShownRequest:
    """Give the request that somebody named, of those he may see.

    Raises:
        InvalidInput: ``unknown-name``; ``ambiguous-name`` with the candidates.
        NotFound: ``request-not-found``.
    """
    try:
        identifier = WorkRequestId(UUID(asked))
    except ValueError:
        identifier = _saying(seat, asked).id
    return seat.registre.requests.show(seat.actor, identifier)


def _saying(seat: Seat, asked: str) -> WorkRequest:
    """Look among the latest: an older one is named by its identifier."""
    listed = seat.registre.requests.page(seat.actor, limit=LARGEST_PAGE).items
    found = [one.request for one in listed if plain(asked) in plain(one.request.message)]
    if len(found) == 1:
        return found[0]
    if not found:
        said = f"no request says {asked!r}: see the list"
        raise InvalidInput.at(WHERE, "unknown-name", said, thing="request", name=asked, nearest=None)
    candidates = ", ".join(f"{quoted(one.message.splitlines()[0])} ({one.id})" for one in found)
    said = f"several requests say {asked!r}: give an identifier"
    raise InvalidInput.at(WHERE, "ambiguous-name", said, thing="request", name=asked, candidates=candidates)


def line(found: ShownRequest, asked: str, option: str = "--from") -> Line:
    """Give the line of a recipient: of a firm or a contact by name, or by the identifier of the line.

    Raises:
        InvalidInput: ``unknown-name``; ``ambiguous-name`` with the lines: whoever is chosen is never guessed.
    """
    lines = found.request.lines
    if named := [one for one in lines if asked == str(one.id) or _answers_to(found, one, asked)]:
        return _alone(found, named, asked, option)
    known = (name for one in found.request.lines for name in names_of(found, one))
    said = f"no recipient of the request is called {asked!r}"
    raise InvalidInput.at(option, "unknown-name", said, thing="recipient", name=asked, nearest=nearest_to(asked, known))


def _answers_to(found: ShownRequest, one: Line, asked: str) -> bool:
    return plain(asked) in {plain(name) for name in names_of(found, one)}


def _alone(found: ShownRequest, lines: list[Line], asked: str, option: str) -> Line:
    if len(lines) == 1:
        return lines[0]
    candidates = ", ".join(f"{quoted(', '.join(names_of(found, one)))} ({one.id})" for one in lines)
    said = f"several recipients of the request are called {asked!r}: give the identifier of one"
    raise InvalidInput.at(option, "ambiguous-name", said, thing="recipient", name=asked, candidates=candidates)


def names_of(found: ShownRequest, one: Line) -> Iterator[str]:
    """Give what a recipient answers to: the firm's name, then those of its people."""
    if one.recipient.contractor_id is not None:
        yield found.names[one.recipient.contractor_id]
    yield from (found.names[contact] for contact in one.recipient.contacts)


def recipients(seat: Seat, firms: Iterable[str], alone: Iterable[str]) -> tuple[Recipient, ...]:
    """Give those a request goes to: ``PRESTATAIRE``, or ``PRESTATAIRE=INTERLOCUTEUR``, which joins the firm's line."""
    people: dict[object, list[object]] = {}
    for written in firms:
        name, _, who = written.partition("=")
        found = people.setdefault(signers.contractor(seat, name.strip()).id, [])
        if who.strip():
            found.append(signers.contact(seat, who.strip(), "--contractor").id)
    by_firm = tuple(Recipient(firm, tuple(contacts)) for firm, contacts in people.items())  # type: ignore[arg-type]
    return (*by_firm, *(Recipient(None, (signers.contact(seat, one).id,)) for one in alone))
