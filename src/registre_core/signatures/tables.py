"""What signers agree to, by version."""

from __future__ import annotations

from registre_core.signatures.evidence import Consent

CONSENT = Consent(
    "1",
    "J’ai lu le document qui m’est présenté, j’en approuve le contenu sous les réserves que j’ai écrites, "
    "et je demande que mon tracé vaille signature.",
)
"""The sentence in force; another wording gets another version."""
