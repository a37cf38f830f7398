"""Subscriptions as people read them, and what came back of a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from registre_cli import labels
from registre_cli.profiles.seat import Seat
from registre_cli.saying import say
from registre_cli.tables import add, grid
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core.kernel.reasons import FactValue
from registre_core.notices import TOPICS, StopReason, Subscription

STOPPED: Mapping[StopReason, str] = {
    StopReason.BY_HAND: "arrêté",
    StopReason.GONE: "arrêté : la machine a dit avoir disparu (410),",
}
"""Why nothing goes there."""

CAUSES: Mapping[str, str] = {
    "address": "cette adresse ne se lit que d'une façon douteuse",
    "not-allowed": "cette adresse n'est pas sur l'internet public en https ; un réseau à soi s'autorise avec allow=",
    "redirection": "elle a déménagé ({status}) et personne ne la suit : abonnez la nouvelle adresse",
    "status": "elle répond {status}",
    "name": "son nom n'est pas connu, ou le résolveur ne répond pas",
    "certificate": "elle ne prouve pas qui elle est : vérifiez son certificat",
    "silence": "elle n'a pas répondu à temps",
    "connection": "la connexion est refusée, ou coupée",
    "nonsense": "ce qu'elle répond n'est pas du HTTP",
}
"""How a test fails, by what its failure says."""


def state(one: Subscription) -> str:
    """Say whether anything goes there, and since when."""
    if one.stopped_at is None or one.stopped_for is None:
        return f"depuis le {labels.instant(one.since)}"
    return typeset(f"{STOPPED[one.stopped_for]} le {labels.instant(one.stopped_at)}")


def kinds(one: Subscription) -> str:
    """Say what it is told of."""
    return ", ".join(sorted(TOPICS[kind].label if kind in TOPICS else kind for kind in one.kinds)) or "tout"


def cause(facts: Mapping[str, FactValue]) -> str | None:
    """Say why a test failed; nothing for a cause of somebody else's adapter."""
    wording = CAUSES.get(str(facts.get("cause")))
    return None if wording is None else typeset(wording.format(status=facts.get("status")))


def described(one: Subscription) -> dict[str, Any]:
    """Give one as plain values."""
    return {
        "id": str(one.id),
        "address": one.address,
        "kinds": sorted(one.kinds),
        "since": one.since.isoformat(),
        "stopped_at": one.stopped_at.isoformat() if one.stopped_at else None,
        "stopped_for": one.stopped_for.value if one.stopped_for else None,
    }


def tell(seat: Seat, one: Subscription, *, as_json: bool) -> None:
    """Show one."""
    if as_json:
        write_json({**seat.as_json(), "subscription": described(one)})
        return
    table = grid()
    add(table, "Adresse", one.address)
    add(table, "Avertie de", kinds(one))
    add(table, "État", state(one))
    add(table, "Identifiant", str(one.id))
    say(seat.as_line())
    say(Words("Abonnement", style="bold"))
    say(table)
