"""The command that puts quotes side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from rich.table import Table

from registre_cli import labels
from registre_cli.invoices.words import amount
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.requests.naming import request
from registre_cli.requests.options import Asked
from registre_cli.requests.words import quote_described
from registre_cli.saying import plural, say
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_core.requests import Line, Offer, OfferTable
from registre_core.services.requests import ComparedQuotes


def compare(address: Address, asked: Asked, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Compare the quotes of a request."""
    with seated(address, chair) as seat:
        found = seat.registre.requests.compare(seat.actor, request(seat, asked).request.id)
        if as_json:
            write_json({**seat.as_json(), **_described(found)})
            return
        say(seat.as_line())
        for table in found.comparison.tables:
            say(_table(found, table))
        say(Words(f"{plural(len(found.comparison.waiting), 'réponse attendue', 'réponses attendues')}."))


def _table(found: ComparedQuotes, table: OfferTable) -> Table:
    shown = headed("Destinataire", "Hors taxe", "TVA", "Toutes taxes", "Valable jusqu’au", "")
    for one in table.offers:
        until = labels.day(one.quote.valid_until.isoformat()) if one.quote.valid_until else "–"
        cells = (amount(one.quote.amount), amount(one.vat), amount(one.total), until)
        add(shown, _name(found.names, one.line), *cells, _mark(one))
    return shown


def _mark(one: Offer) -> Words:
    """Say what tells it from the others."""
    if one.is_expired:
        return Words("expiré", style="red")
    marks = [word for holds, word in ((one.is_cheapest, "le moins cher"), (one.is_late, "en retard")) if holds]
    return Words(", ".join(marks), style="bold green" if one.is_cheapest else "")


def _name(names: Mapping[UUID, str], line: Line) -> str:
    firm = line.recipient.contractor_id
    return names[line.recipient.contacts[0] if firm is None else firm]


def _described(found: ComparedQuotes) -> dict[str, Any]:
    tables = {
        table.currency: [
            {
                "line": str(one.line.id),
                "name": _name(found.names, one.line),
                **quote_described(one.quote),
                "state": one.state.value,
                "is_cheapest": one.is_cheapest,
                "is_expired": one.is_expired,
                "is_late": one.is_late,
            }
            for one in table.offers
        ]
        for table in found.comparison.tables
    }
    return {"request": str(found.request.id), "on": found.comparison.on.isoformat(), "quotes": tables}
