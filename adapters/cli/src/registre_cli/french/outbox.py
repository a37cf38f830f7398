"""What people read of notices that wait, went out or were given up."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "notice-not-found": "cette notification n'existe pas : la liste les montre",
    "not-a-dead-letter": "cette notification n'a pas été abandonnée : il n'y a rien à relancer",
}
"""By code."""
