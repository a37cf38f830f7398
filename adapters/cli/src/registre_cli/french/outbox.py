"""What people read of notices that wait, went out or were given up."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "notice-not-found": "cet avis n'existe pas : registre notices list les montre",
    "not-a-dead-letter": "cet avis n'est pas « non distribué » : il n'y a rien à renvoyer",
}
"""By code."""
