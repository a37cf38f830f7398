# ruff: noqa: ANN401  # saboteurs reach into the fake, whatever they find there
"""Storages that fail in what they know of a report."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable
from typing import Any

from attrs import evolve
from tests.contracts.saboteurs.spoiling import Saboteur, instead, rows_of

from registre_core.codec import from_builtins
from registre_core.extraction import Boxes, PageText, RecognisedRegion
from registre_core.testing.memory.recognitions import key_of


class TakesFindingsOfEverySite(Saboteur):
    """Gives what was taken out of a file, on whatever site."""

    breaks = "STO-45"

    def spoil(self, tx: Any) -> None:
        def of_document(honest: Callable[..., Any], document: Any, _site: Any) -> Any:
            sites = list(rows_of(tx).sites)
            return tuple(sorted((one for site in sites for one in honest(document, site)), key=lambda one: one.id))

        instead(tx.findings, "of_document", of_document)


class TakesFindingsOfEveryFile(Saboteur):
    """Gives what was taken on a site, out of whatever file."""

    breaks = "STO-45"

    def spoil(self, tx: Any) -> None:
        def of_document(_: object, _document: Any, site: Any) -> Any:
            return tuple(one for _, one in sorted(rows_of(tx).findings.items()) if one.site_id == site)

        instead(tx.findings, "of_document", of_document)


class GivesFindingsAsWritten(Saboteur):
    """Gives what was taken out of a file in the order in which it was written down."""

    breaks = "STO-45"

    def spoil(self, tx: Any) -> None:
        def of_document(honest: Callable[..., Any], *asked: Any) -> Any:
            written = list(rows_of(tx).findings)
            return tuple(sorted(honest(*asked), key=lambda one: written.index(one.id)))

        instead(tx.findings, "of_document", of_document)


class TellsTheFirstFirst(Saboteur):
    """Tells what is open on a site from the oldest on."""

    breaks = "STO-46"

    def spoil(self, tx: Any) -> None:
        def open_on(honest: Callable[..., Any], site: Any, *, limit: int = 5_000) -> Any:
            return honest(site)[::-1][:limit]

        instead(tx.findings, "open_on", open_on)


class TellsAllThatIsOpen(Saboteur):
    """Tells more than was asked for."""

    breaks = "STO-46"

    def spoil(self, tx: Any) -> None:
        instead(tx.findings, "open_on", lambda honest, site, **_: honest(site))


class TellsOfEverySite(Saboteur):
    """Tells what is open, on whatever site."""

    breaks = "STO-46"

    def spoil(self, tx: Any) -> None:
        def open_on(honest: Callable[..., Any], _site: Any, **asked: Any) -> Any:
            told = (one for site in rows_of(tx).sites for one in honest(site, **asked))
            return tuple(sorted(told, key=lambda one: one.id, reverse=True))

        instead(tx.findings, "open_on", open_on)


class TellsNoReferences(Saboteur):
    """Forgets on which texts open findings rest."""

    breaks = "STO-46"

    def spoil(self, tx: Any) -> None:
        def open_on(honest: Callable[..., Any], *asked: Any, **named: Any) -> Any:
            return tuple(evolve(one, reference="") for one in honest(*asked, **named))

        instead(tx.findings, "open_on", open_on)


class KeepsTheLastReading(Saboteur):
    """Writes what is recognised over what was recognised before."""

    breaks = "STO-47"

    def spoil_transaction(self, tx: Any) -> None:
        def keep(honest: Callable[..., Any], region: RecognisedRegion, text: PageText, **named: Any) -> None:
            rows_of(tx).recognitions.pop(key_of(region), None)
            honest(region, text, **named)

        instead(tx.recognitions, "keep", keep)


class TakesRegionsForOneAnother(Saboteur):
    """Finds what was recognised in another region, as a subclass says."""

    def alike(self, region: RecognisedRegion) -> object:
        """Say what it looks at."""
        raise NotImplementedError

    def spoil(self, tx: Any) -> None:
        def find(honest: Callable[..., Any], region: RecognisedRegion) -> PageText | None:
            others = (from_builtins(RecognisedRegion, json.loads(key)) for key in rows_of(tx).recognitions)
            alike = (honest(other) for other in others if self.alike(other) == self.alike(region))
            return honest(region) or next(alike, None)

        instead(tx.recognitions, "find", find)


class FindsWhateverTheVersion(TakesRegionsForOneAnother):
    """Takes what an earlier version recognised for what this one would."""

    breaks = "STO-47"

    def alike(self, region: RecognisedRegion) -> object:
        return region.document, region.region, region.language


class FindsInWholePoints(TakesRegionsForOneAnother):
    """Takes regions for the same that differ by less than a point."""

    breaks = "STO-47"

    def alike(self, region: RecognisedRegion) -> object:
        return region.document, region.region.page, *map(int, region.region.box), region.engine, region.language


class FindsInAnyFile(TakesRegionsForOneAnother):
    """Finds what was recognised at the same place of another file."""

    breaks = "STO-47"

    def alike(self, region: RecognisedRegion) -> object:
        return region.region, region.engine, region.language


class RoundsBoxes(Saboteur):
    """Keeps boxes of letters to a tenth of a point."""

    breaks = "STO-47"

    def spoil_transaction(self, tx: Any) -> None:
        def keep(honest: Callable[..., Any], region: RecognisedRegion, text: PageText, **named: Any) -> None:
            rounded = Boxes(array("f", (round(value, 1) for value in text.boxes.values)))
            honest(region, evolve(text, boxes=rounded), **named)

        instead(tx.recognitions, "keep", keep)


class ForgetsHowSure(Saboteur):
    """Keeps no confidences."""

    breaks = "STO-47"

    def spoil_transaction(self, tx: Any) -> None:
        def keep(honest: Callable[..., Any], region: RecognisedRegion, text: PageText, **named: Any) -> None:
            honest(region, evolve(text, confidences=b""), **named)

        instead(tx.recognitions, "keep", keep)
