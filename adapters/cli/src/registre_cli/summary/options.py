"""Options that the commands about the summary share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from attrs import field, frozen
from cyclopts import Parameter

from registre_cli.anchors import LARGEST, given
from registre_cli.files import opened
from registre_cli.profiles.seat import Seat
from registre_cli.reading import all_of
from registre_core.kernel.written import day_of


@Parameter(name="*")
@frozen
class Scope:
    """Of which sites, on which day, under which anchor."""

    site: Annotated[
        list[str],
        Parameter(
            name="--site",
            metavar="SITE",
            negative=(),
            help="Un site, par son nom ou son identifiant ; sans lui, tous. Peut être répété.",
        ),
    ] = field(factory=list)
    """Those named; all of whoever acts unless some are."""
    on: Annotated[
        str | None,
        Parameter(name="--on", metavar="JOUR", help="Le jour où se comptent les échéances ; par défaut, aujourd’hui."),
    ] = None
    """The day that deadlines are counted by."""
    anchor: Annotated[
        Path | None,
        Parameter(
            name="--anchor", metavar="CHEMIN", help="La dernière ancre, ou leur dossier : le registre doit y passer."
        ),
    ] = None
    """The last anchor."""
    key: Annotated[
        list[str],
        Parameter(
            name="--key",
            metavar="CLÉ",
            negative=(),
            help="La clé qui a dû signer l’ancre, comme ed25519:3b6a27bc… Peut être répété.",
        ),
    ] = field(factory=list)
    """The keys one of which must have signed it."""

    def asked(self, seat: Seat) -> Mapping[str, Any]:
        """Read them, as every use case of the summary takes them.

        Raises:
            InvalidInput: ``unknown-name``, ``ambiguous-name``, ``malformed-date``, ``not-an-anchor``.
            IntegrityBreach: ``anchor-forged``, ``anchor-of-another-key``.
        """
        sites, day, anchor = all_of(
            lambda: [seat.site(named).id for named in self.site] or None,
            lambda: None if self.on is None else day_of(self.on, "--on"),
            self._anchor,
        )
        return {"sites": sites, "on": day, "anchor": anchor}

    def _anchor(self) -> bytes | None:
        """Read the youngest anchor that was named, once its signature holds."""
        found = given([] if self.anchor is None else [self.anchor], self.key)
        if not found:
            return None
        youngest = max(found, key=lambda one: one.anchor.taken_at)
        with opened(youngest.file, "--anchor") as stream:
            return stream.read(LARGEST)


WHOLE = Scope()
"""All sites, today, under no anchor."""
