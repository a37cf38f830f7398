"""What this adapter offers to a host."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import TicketPrinter


def _open(address: str) -> TicketPrinter:
    from registre_signature_qr.printer import QrPrinter  # loaded only when chosen

    return QrPrinter.at(address)


@hookimpl
def registre_ticket_printers() -> list[Offer[TicketPrinter]]:
    """Offer QR codes."""
    return [Offer("qr", _open, "un code QR à lire au téléphone : qr:https://registre.exemple.fr/s")]
