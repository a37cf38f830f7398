"""Words before they are sent: the use case once."""

from __future__ import annotations

from collections.abc import Mapping

from tests.usecases.calling import Scenario
from tests.usecases.scenarios_deliveries import dead_letter
from tests.usecases.town import Town

from registre_core import Actor
from registre_core.services.deliveries import PreviewedNotice
from registre_core.testing.memory import PlainWording


def preview(town: Town, actor: Actor) -> PreviewedNotice:
    """Read what could not be delivered, in a register that has words."""
    return town.with_ports(wording=PlainWording()).registre.deliveries.preview(actor, dead_letter(town))


PREVIEWS: Mapping[str, Scenario] = {"deliveries.preview": Scenario(preview)}
"""By the name of its row in the table of actions."""
