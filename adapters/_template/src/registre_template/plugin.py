"""What this adapter offers to a host. Importing it opens nothing."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import Notifier


def _open(address: str) -> Notifier:
    from registre_template.folder import FolderNotifier  # loaded only when chosen

    return FolderNotifier.at(address)


@hookimpl
def registre_notifiers() -> list[Offer[Notifier]]:
    """Offer a folder of mails."""
    return [Offer("eml", _open, "un fichier par message, dans un dossier : eml:///var/spool/registre")]
