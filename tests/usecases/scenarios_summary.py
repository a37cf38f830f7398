"""The summary: each use case once, and once of a site that is not one's own."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from tests.usecases.calling import Scenario

SUMMED_UP: Mapping[str, Scenario] = {
    "summary.of": Scenario(
        lambda town, actor: town.registre.summary.of(actor, sites=[town.school.id]),
        on=lambda town, actor, site: town.registre.summary.of(actor, sites=[site]),
        thing=lambda town: town.pool.id,
    ),
    "summary.rows": Scenario(
        lambda town, actor: town.registre.summary.rows(actor, BytesIO(), sites=[town.school.id]),
        on=lambda town, actor, site: town.registre.summary.rows(actor, BytesIO(), sites=[site]),
        thing=lambda town: town.pool.id,
    ),
    "summary.print": Scenario(
        lambda town, actor: town.registre.summary.print(actor, sites=[town.school.id]),
        on=lambda town, actor, site: town.registre.summary.print(actor, sites=[site]),
        thing=lambda town: town.pool.id,
    ),
}
"""By the name of its row in the table of actions."""
