"""What people read of workspaces that move, and of address books that come from files."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    # an archive
    "not-a-workspace-archive": "ce fichier n'est pas l'archive d'un environnement, ou plus : exportez-la de nouveau",
    "archive-cut-short": "l'archive s'arrête avant la fin : copiez-la de nouveau, puis relancez",
    "archive-altered": "des parties de l'archive ont été retirées, ajoutées ou déplacées : exportez-la de nouveau",
    "archive-too-new": (
        "l'archive contient « {kind} » sous une forme ({schema}) que cette version ne connaît pas : mettez-la à jour",
        "l'archive vient d'une version plus récente : mettez celle-ci à jour",
    ),
    "unknown-member": "l'archive contient une partie que rien n'explique : exportez-la de nouveau",
    "member-altered": "le contenu de cette partie n'est plus celui que dit son nom : copiez l'archive de nouveau",
    "member-missing": "ce fichier est nommé et n'est pas dans l'archive : exportez-la de nouveau",
    "member-too-large": "cette partie est trop grande pour être vraie : exportez l'archive de nouveau",
    "another-archive": (
        "une autre archive de cet environnement a commencé à être chargée : reprenez celle-là, ou abandonnez-la par "
        "registre workspace discard"
    ),
    "another-workspace": (
        "l'archive est celle d'un autre environnement, {workspace}",
        "l'archive est celle d'un autre environnement",
    ),
    "register-incomplete": "le registre ne s'arrête pas où l'archive le dit : exportez-la de nouveau",
    # loading
    "staging-not-found": "rien n'est chargé de cet environnement : chargez d'abord son archive",
    "staging-unfinished": "le chargement a été interrompu : relancez-le avec la même archive, il reprend",
    "not-the-next-part": "quelqu'un d'autre charge le même environnement : attendez qu'il ait fini, puis relancez",
    "sites-withheld": "seul qui travaille sur tous les sites peut exporter tout l'environnement",
    # address books from files
    "unknown-erp-type": (
        "« {type} » n'est pas un type d'établissement : écrivez J, L, M, N, R, W … ou PA, CTS, EF",
        "ce n'est pas un type d'établissement",
    ),
    "unknown-category": ("« {category} » n'est pas une catégorie : 1 à 5", "ce n'est pas une catégorie : 1 à 5"),
    "not-yes-or-no": ("« {value} » n'est ni oui ni non", "ce n'est ni oui ni non"),
    "cell-empty": "cette case doit être remplie à chaque ligne",
    "already-listed": ("« {name} » y est déjà", "ce nom y est déjà"),
    "repeated-name": ("le même nom est aussi à la {place}", "le même nom est ailleurs dans le fichier"),
    "unknown-contractor": ("« {name} » n'est le nom d'aucun prestataire", "ce n'est le nom d'aucun prestataire"),
    "ambiguous-contractor": ("plusieurs prestataires s'appellent « {name} »", "plusieurs prestataires ont ce nom"),
}
"""By code."""
