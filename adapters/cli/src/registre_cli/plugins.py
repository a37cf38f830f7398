"""The command that lists what is installed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.table import Table

from registre_cli import labels
from registre_cli.options import Json
from registre_cli.tables import add, headed
from registre_cli.terminal import terminal, write_json
from registre_cli.typography import typeset
from registre_core import Host
from registre_core.plugins import Offer

Offers = Mapping[str, tuple[Offer[Any], ...]]


def plugins(*, as_json: Json = False) -> None:
    """List what is offered for each port."""
    offers = Host.discover().offers()
    if as_json:
        write_json({port: [_described(offer) for offer in offered] for port, offered in offers.items()})
    else:
        terminal().print(_table(offers))


def _described(offer: Offer[Any]) -> dict[str, Any]:
    return {"name": offer.name, "summary": offer.summary, "capabilities": sorted(offer.capabilities)}


def _table(offers: Offers) -> Table:
    table = headed("Pour", "Nom", "Ce que c'est", "Capacités")
    for port, offered in offers.items():
        said = typeset(labels.port(port))
        if not offered:
            add(table, said, "aucun adaptateur")
        for offer in offered:
            add(table, said, offer.name, typeset(offer.summary), ", ".join(sorted(offer.capabilities)) or "–")
    return table
