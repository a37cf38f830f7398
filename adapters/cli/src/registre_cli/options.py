"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

Address = Annotated[str, Parameter(name="ADRESSE", help="L’adresse de la base, comme sqlite:///registre.db.")]
"""Where the database is."""
Json = Annotated[
    bool,
    Parameter(name="--json", negative=(), show_default=False, help="Répondre en JSON, pour un programme."),
]
"""Whether a program reads the answer."""
