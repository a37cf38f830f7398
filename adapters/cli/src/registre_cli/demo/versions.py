"""S10 of the story: clients come with the versions that they have."""

from __future__ import annotations

from registre_cli.demo.building_chapters import Received, Versions
from registre_cli.demo.signed_chapters import Signers
from registre_core import Actor, Client, Refused, Registre

CLIENTS = (
    Client.web("1.46.9"),
    Client.web("1.47"),
    Client.web("1.102"),
    Client.mobile("1.9.0"),
    Client.mobile("1.9.1"),
    Client.mobile("1.10"),
)
"""Older than it may be, just as old, and newer: as versions, of which 1.102 is behind 1.47."""


def come_with_versions(registre: Registre, signers: Signers) -> Versions:
    """Let the same person come with each of them, and go on to the list of interventions."""
    return Versions(tuple(_received(registre, signers, client) for client in CLIENTS))


def _received(registre: Registre, signers: Signers, client: Client) -> Received:
    actor = Actor.user(signers.manager.id, signers.workspace.id, client=client)
    welcome = registre.access.welcome(actor)
    try:
        registre.interventions.page(actor)
    except Refused as refusal:
        return Received(client, welcome, refusal)
    return Received(client, welcome, None)
