"""What people read of observations, anomalies and prescriptions: what is missing, and what can no longer be done."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str | tuple[str, ...]] = {
    "finding-not-found": "cette observation n'existe pas",
    # where it comes from
    "origin-not-told": "dites d'où vient l'anomalie : un rapport, un permis de feu, ou le site où elle a été vue",
    "several-origins": "une observation n'a qu'une origine : n'en donnez pas d'autre",
    "kind-of-another-origin": (
        "une intervention donne une observation, une visite de commission une prescription, tout le reste une anomalie"
    ),
    "passage-without-report": "ce qui n'a été lu dans aucun rapport n'a pas de passage",
    "visit-without-report": "le procès-verbal de cette visite n'est pas joint : joignez-le d'abord",
    "finding-without-passage": "cette observation n'a été lue dans aucun rapport : il n'y a rien à y retrouver",
    # where it stands
    "wrong-finding-state": (
        "« {move} » : il faudrait qu'elle soit {states}, et elle est « {label} »",
        "l'état de l'observation ne le permet plus, ou pas encore",
    ),
    "state-against-steps": "l'état de l'observation n'est pas celui où ses étapes la mènent",
    "inspection-not-named": "dites quelle intervention, quelle visite ou quelle observation l'a constaté",
    "inspection-not-later": "c'est ce jour-là qu'elle a été relevée : donnez l'intervention ou la visite venue ensuite",
    "repeats-itself": "une observation ne se répète pas elle-même : donnez celle qui la répète",
    "already-seen-again": "il est déjà noté que cette observation la répète",
    # clearing
    "proof-missing": "une observation se lève sur justificatif : joignez une photo, une attestation ou un rapport",
    "grounds-missing": "joignez un justificatif, ou dites pourquoi l'anomalie est levée",
    "authority-missing": "une prescription est levée par la commission ou l'autorité : nommez-la",
    "discharge-missing": "joignez le document qui lève la prescription, ou donnez la visite où elle a été levée",
    # what joins it
    "nothing-attached": "donnez une photo ou un document à joindre",
    "document-already-attached": ("le document « {name} » est déjà joint", "ce document est déjà joint"),
}
"""Every code of findings, with its sentence."""
