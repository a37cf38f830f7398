"""What is said of words: templates, facts, previews."""

from __future__ import annotations

SENTENCES: dict[str, str | tuple[str, ...]] = {
    "no-words": (
        "rien ne sait écrire un avis « {kind} » : choisissez ce qui écrit les avis, comme --words french",
        "rien n'écrit les avis : choisissez ce qui le fait, comme --words french ; les avis restent en attente",
    ),
    "missing-fact": (
        "les mots de l'avis « {kind} » demandent « {fact} », que cet avis ne dit pas",
        "les mots d'un avis demandent ce qu'il ne dit pas",
    ),
    "malformed-fact": (
        "« {fact} », dans l'avis « {kind} », n'est pas écrit comme il devrait l'être ({form})",
        "un avis n'est pas écrit comme il devrait l'être",
    ),
    "no-template-folder": (
        "il n'y a pas de dossier de modèles en « {path} » : corrigez l'adresse, ou créez le dossier",
        "il n'y a pas de dossier de modèles à cette adresse",
    ),
    "unusable-templates": (
        "les modèles de « {path} » ne conviennent pas : {problems}",
        "le modèle de l'avis « {kind} » ne convient pas : {said}",
        "des modèles ne conviennent pas",
    ),
    "malformed-words": (
        "le modèle de l'avis « {kind} » ne convient pas : voyez « {line} »",
        "un modèle ne convient pas",
    ),
    "preview-undecided": (
        "nommez une sorte d'avis, comme round-due, ou un avis avec --of ADRESSE ; --all DOSSIER les écrit toutes"
    ),
}
"""By code."""
