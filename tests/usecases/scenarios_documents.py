"""Scenarios of documents that nothing refers to."""

from __future__ import annotations

from collections.abc import Mapping

from tests.usecases.calling import Scenario

SWEEPS: Mapping[str, Scenario] = {
    "documents.sweep": Scenario(lambda town, actor: town.registre.documents.sweep(actor)),
}
"""By the name of its row in the table of actions."""
