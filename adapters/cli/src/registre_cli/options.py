"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

Json = Annotated[
    bool,
    Parameter(name="--json", negative=(), show_default=False, help="Répondre en JSON, pour un programme."),
]
"""Whether a program reads the answer."""
