"""What happened in the steps about anomalies, requests and the commission, and at the end, as values."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from registre_core.access import Welcome
from registre_core.commissions import Visit
from registre_core.findings import Finding, FindingLine
from registre_core.interventions import Intervention
from registre_core.kernel.actors import Client
from registre_core.kernel.errors import Refused
from registre_core.services.deliveries import PreviewedNotice
from registre_core.services.findings import Duplicate
from registre_core.services.moving import Exported
from registre_core.services.requests import ComparedQuotes, Sent, ShownRequest
from registre_core.summary import Summary


@frozen
class Anomalies:
    """S7: what is wrong in the building, and the list that says who found it."""

    lines: tuple[FindingLine, ...]
    """As the list shows them, the oldest first."""
    duplicates: tuple[Duplicate, ...]
    """What had been made of the same words of the same file before."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The anomalies themselves."""
        return tuple(line.finding for line in self.lines)


@frozen
class Asked:
    """S5: one request for an intervention, to several."""

    finding: Finding
    """What is to be corrected."""
    sent: Sent
    again: int
    """How many people were told when it was sent a second time."""
    shown: ShownRequest
    """As it stands at the end."""
    intervention: Intervention
    """The one and the same that those chosen share."""
    planned: Finding
    """What becomes of the anomaly."""


@frozen
class Quoted:
    """S6: one request for quotes, to several."""

    finding: Finding
    compared: ComparedQuotes
    """Before one was chosen."""
    shown: ShownRequest
    """Afterwards."""


@frozen
class Inspected:
    """S4, at its end: a commission came, and what its report asks for."""

    visit: Visit
    prescriptions: tuple[Finding, ...]
    """Taken from the report."""
    clearing: Refused
    """The answer to clearing one without naming who discharges it."""


@frozen
class Announced:
    """Who is to be told what of all that."""

    previews: tuple[PreviewedNotice, ...]
    """Every notice that waits, the oldest first, as it would be worded now."""
    recipient: str
    """To whom the one goes that is left as files."""
    subject: str
    """What it is called."""


@frozen
class Kept:
    """What a customer can take along: the summary, and all there is."""

    summary: Summary
    sizes: Mapping[str, int]
    """Bytes of each file, by its name."""
    exported: Exported
    """What the archive holds."""


@frozen
class Received:
    """S10: how one client is received."""

    client: Client
    welcome: Welcome
    refusal: Refused | None
    """The answer to whoever goes on with it."""


@frozen
class Versions:
    """S10: clients of several versions."""

    clients: tuple[Received, ...]


BuildingChapter = Anomalies | Asked | Quoted | Inspected | Announced | Kept | Versions
"""One of these steps."""
