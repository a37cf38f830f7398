"""The command that takes away the documents that nothing ever referred to."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from cyclopts import Parameter

from registre_cli import troubles
from registre_cli.documents.filing import Documents
from registre_cli.labels import file_size
from registre_cli.opening import opened, operator
from registre_cli.options import Address, Json, whole_number
from registre_cli.progress import waiting
from registre_cli.saying import plural, say
from registre_cli.terminal import Words, write_json
from registre_cli.typography import number, typeset
from registre_core import AdapterFailure
from registre_core.services.documents import Swept

OlderThan = Annotated[
    int,
    Parameter(
        name="--older-than",
        metavar="HEURES",
        converter=whole_number,
        show_default=False,
        help="Depuis combien d’heures ils ont été déposés, au moins ; par défaut, 24.",
    ),
]
DryRun = Annotated[
    bool,
    Parameter(name="--dry-run", negative=(), show_default=False, help="Ne rien supprimer ; dire ce qui le serait."),
]


def sweep(
    address: Address,
    /,
    *,
    documents: Documents,
    older_than: OlderThan = 24,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take away what nothing refers to, in every workspace.

    Raises:
        AdapterFailure: ``sweep-incomplete``.
    """
    with opened(address, documents=documents) as registre, waiting("Recherche des documents sans objet"):
        swept = registre.documents.sweep(operator(), older_than=age(older_than), dry_run=dry_run)
    if as_json:
        write_json(described(swept, dry_run=dry_run))
    else:
        say(Words(sentence(swept, dry_run=dry_run)), soft_wrap=True)
    if swept.troubles:
        said = f"the sweep failed in {len(swept.troubles)} workspaces; first: {swept.troubles[0].error}"
        raise AdapterFailure("sweep-incomplete", said, troubles.summed_up(swept.troubles))


def age(hours: int) -> timedelta:
    """Give so many hours, or as many as there can be."""
    try:
        return timedelta(hours=hours)
    except OverflowError:
        return timedelta.max if hours > 0 else timedelta.min


def described(swept: Swept, *, dry_run: bool) -> dict[str, Any]:
    """Give what it came to as plain values."""
    return {
        "dry_run": dry_run,
        "workspaces": swept.workspaces,
        "looked_at": swept.looked_at,
        "removed": swept.removed,
        "bytes": swept.bytes,
        "spared": swept.spared,
        "leftovers": swept.leftovers,
        "troubles": [*map(troubles.described, swept.troubles)],
    }


def sentence(swept: Swept, *, dry_run: bool) -> str:
    """Say in French what it came to."""
    looked_at = plural(swept.looked_at, "document examiné", "documents examinés")
    done = ("à supprimer", "à supprimer") if dry_run else ("supprimé", "supprimés")
    said = [looked_at if swept.looked_at else "aucun document à examiner"]
    if swept.removed:
        said.append(f"{plural(swept.removed, *done)} ({file_size(swept.bytes)})")
    elif swept.looked_at:
        said.append("aucun sans objet")
    if swept.spared:
        said.append(plural(swept.spared, "déposé à nouveau et gardé", "déposés à nouveau et gardés"))
    if swept.leftovers:
        said.append(plural(swept.leftovers, "dépôt interrompu effacé", "dépôts interrompus effacés"))
    where = plural(swept.workspaces, "environnement") if swept.workspaces else number(0)
    return typeset(f"Documents sans objet : {where}, {', '.join(said)}.")
