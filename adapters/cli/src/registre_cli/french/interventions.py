"""What people read of interventions: what may be changed, attached, signed and closed."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    "intervention-not-found": "cette intervention n'existe pas",
    "report-not-found": "ce rapport n'est joint ni à l'intervention, ni à la visite, ni au dossier du bâtiment",
    "photo-not-found": "cette photo n'est jointe ni à l'intervention ni à une ronde du permis",
    "intervention-not-closed": "l'intervention n'est pas clôturée : clôturez-la, puis extrayez ses observations",
    "intervention-closed": "l'intervention est déjà clôturée : elle ne change plus",
    "intervention-cancelled": "l'intervention est annulée : elle ne change plus, planifiez-en une autre",
    "closed-and-cancelled": "une intervention faite et clôturée ne s'annule pas",
    "same-day": (
        "l'intervention est déjà planifiée le {planned_on} : choisissez un autre jour",
        "l'intervention est déjà planifiée ce jour-là : choisissez-en un autre",
    ),
    "signatures-asked": "les signatures sont déjà demandées : demandez-les de nouveau pour changer de signataires",
    "signatures-missing": (
        "il manque des signatures ({roles}) : {names}",
        "il manque des signatures : {roles}",
        "il manque des signatures",
    ),
    "signature-refused": (
        "{names} a refusé de signer : lisez pourquoi, puis demandez une autre signature",
        "un signataire a refusé de signer : lisez pourquoi, puis demandez une autre signature",
    ),
    "signatures-not-asked": "aucune signature n'est demandée : demandez-les quand l'intervention est réalisée",
    "signatories-not-chosen": "personne n'est choisi pour signer l'intervention : choisissez ses signataires",
    "type-not-extractable": (
        (
            "une intervention de type « {type} » ne donne pas d'observation : "
            "seuls les contrôles, SAV, installations et maintenances en donnent"
        ),
        "ce type d'intervention ne donne pas d'observation",
    ),
    "report-not-pdf": (
        "« {name} » n'est pas un PDF : les observations s'extraient de rapports au format PDF",
        "les observations s'extraient de rapports au format PDF",
    ),
    "report-already-attached": ("le fichier « {name} » est déjà joint", "ce fichier est déjà joint"),
    "photo-already-attached": ("la photo « {name} » est déjà jointe", "cette photo est déjà jointe"),
    "photo-not-image": (
        "« {name} » n'est pas une photo : joignez une image PNG, JPEG, WebP ou HEIC",
        "ce n'est pas une photo : joignez une image PNG, JPEG, WebP ou HEIC",
    ),
    "done-in-the-future": (
        "une intervention ne peut pas être faite le {done_on}, après aujourd'hui ({today})",
        "une intervention ne peut pas être faite avant que son jour soit venu",
    ),
    "unknown-intervention-type": (
        "« {type} » n'est pas un type d'intervention",
        "ce type d'intervention n'existe pas",
    ),
}
"""Every code of interventions, with its sentence."""
