"""What is known of a report: findings taken out of it, and what was recognised in it: STO-45 to STO-47."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from registre_core.extraction import Boxes, OpenFinding, PageText, RecognisedRegion, Region
from registre_core.findings import Finding
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.passages import TextSource
from registre_core.ports.storage import Storage
from registre_core.testing.builders import (
    a_document,
    a_finding,
    a_passage,
    a_recognised_region,
    a_recognised_text,
    a_site,
    an_intervention,
)
from registre_core.testing.contracts.storage.furniture import Furnished
from registre_core.testing.contracts.storage.opening import StorageUnderTest
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.obligations import obligation

OTHERS: dict[str, dict[str, Any]] = {
    "file": {"document": a_document(b"%PDF-other")},
    "page": {"region": Region(3, 72.0, 310.4, 523.28, 322.15)},
    "left edge": {"region": Region(2, 72.01, 310.4, 523.28, 322.15)},
    "upper edge": {"region": Region(2, 72.0, 310.39, 523.28, 322.15)},
    "right edge": {"region": Region(2, 72.0, 310.4, 523.29, 322.15)},
    "lower edge": {"region": Region(2, 72.0, 310.4, 523.28, 322.16)},
    "version": {"engine": "tesseract 5.3.1"},
    "language": {"language": "fra+eng"},
}
"""What makes a region another one."""

TEXTS: dict[str, PageText] = {
    "nothing": a_recognised_text(""),
    "accents and signs": a_recognised_text("« Œuvre »\n\n12\u00a0½\t\\u0000 \N{FIRE}"),
    "odd boxes": evolve(
        a_recognised_text("ab"), boxes=Boxes.of([(-0.1, 1e-7, 1 / 3, 2**24 + 1), (0.0, 0.0, 0.0, 0.0)])
    ),
    "without confidences": evolve(a_recognised_text(), confidences=b"", source=TextSource.FALLBACK),
    "a turned page": evolve(a_recognised_text(), info=evolve(a_recognised_text().info, rotation=270, label="\u202fiv")),
    "a full page": a_recognised_text("Vérification périodique\n" * 400),
}
"""What may have been recognised."""


class ReportContract(StorageUnderTest):
    """What is known of a report."""

    @obligation("STO-45")
    def test_findings_are_known_by_their_file_and_site(self, storage: Storage, there: Furnished) -> None:
        report, other, elsewhere = a_document(b"%PDF-1"), a_document(b"%PDF-2"), a_site()
        twice = [an_intervention(there.site), an_intervention(there.site)]
        away = an_intervention(elsewhere)
        taken = [a_finding(one, passage=a_passage(report)) for one in (*twice, twice[0])]
        others = [a_finding(twice[0], passage=a_passage(other)), a_finding(away, passage=a_passage(report))]
        with storage.begin(there.workspace.id) as tx:
            tx.sites.add(elsewhere)
            for intervention in (*twice, away):
                tx.interventions.add(intervention)
            for finding in reversed([*taken, *others]):
                tx.findings.add(finding)
            tx.commit()
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.findings.of_document(report.digest, there.site.id) == tuple(taken)
            assert snapshot.findings.of_document(other.digest, there.site.id) == tuple(others[:1])
            assert snapshot.findings.of_document(report.digest, elsewhere.id) == tuple(others[1:])
            assert snapshot.findings.of_document(other.digest, elsewhere.id) == ()

    @obligation("STO-45", "STO-3")
    def test_a_finding_is_known_by_its_file_as_soon_as_it_is_added(self, storage: Storage, there: Furnished) -> None:
        report = a_document(b"%PDF-new")
        finding = a_finding(there.intervention, passage=a_passage(report))
        with storage.begin(there.workspace.id) as tx:
            tx.findings.add(finding)
            assert tx.findings.of_document(report.digest, there.site.id) == (finding,)

    @obligation("STO-46")
    def test_the_open_findings_of_a_site_are_told_the_last_first(self, storage: Storage, there: Furnished) -> None:
        elsewhere, intervention = a_site(), an_intervention(there.site)
        away = an_intervention(elsewhere)
        findings = [a_finding(intervention, text=f"{n}", place=f"Salle {n}", reference=f"MS {n}") for n in range(3)]
        with storage.begin(there.workspace.id) as tx:
            tx.sites.add(elsewhere)
            tx.interventions.add(intervention)
            tx.interventions.add(away)
            for finding in (findings[1], a_finding(away), findings[2], findings[0]):
                tx.findings.add(finding)
            tx.commit()
        said = [told(one) for one in (*reversed(findings), there.finding)]
        with storage.read(there.workspace.id) as snapshot:
            assert list(snapshot.findings.open_on(there.site.id)) == said
            assert list(snapshot.findings.open_on(there.site.id, limit=2)) == said[:2]
            assert snapshot.findings.open_on(a_site().id) == ()

    @obligation("STO-47")
    @pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
    def test_what_was_recognised_comes_back_to_the_bit(
        self, storage: Storage, there: Furnished, text: PageText
    ) -> None:
        region = a_recognised_region(language="frk")
        keep(storage, there, region, text)
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.recognitions.find(region) == text

    @obligation("STO-47")
    @pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
    def test_what_was_recognised_elsewhere_or_otherwise_is_something_else(
        self, storage: Storage, there: Furnished, other: dict[str, Any]
    ) -> None:
        region, text = a_recognised_region(**other), a_recognised_text("autre")
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.recognitions.find(region) is None
        keep(storage, there, region, text)
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.recognitions.find(region) == text
            assert snapshot.recognitions.find(a_recognised_region()) == there.recognised

    @obligation("STO-47")
    def test_what_was_recognised_first_stays(self, storage: Storage, there: Furnished) -> None:
        keep(storage, there, a_recognised_region(), a_recognised_text("autrement"))
        with storage.read(there.workspace.id) as snapshot:
            assert snapshot.recognitions.find(a_recognised_region()) == there.recognised

    @obligation("STO-47", "STO-21")
    def test_what_cannot_be_kept_of_a_recognition_is_refused(self, storage: Storage, there: Furnished) -> None:
        strange, text = a_recognised_region(engine="a\0b"), a_recognised_text("a\0b")
        with storage.begin(there.workspace.id) as tx:
            for region, read, path in ((strange, a_recognised_text(), "engine"), (named(), text, "characters")):
                with pytest.raises(InvalidInput) as refused:
                    tx.recognitions.keep(region, read, at=A_MONDAY_MORNING)
                assert [(one.path, one.code) for one in refused.value.problems] == [(path, "value-not-storable")]
            assert tx.recognitions.find(named()) is None


def named() -> RecognisedRegion:
    """Name a region in which nothing was recognised."""
    return a_recognised_region(language="deu")


def told(finding: Finding) -> OpenFinding:
    """Tell of a finding what a report may repeat."""
    return OpenFinding(finding.id, finding.text, finding.place, finding.reference)


def keep(storage: Storage, there: Furnished, region: RecognisedRegion, text: PageText) -> None:
    """Keep what was recognised."""
    with storage.begin(there.workspace.id) as tx:
        tx.recognitions.keep(region, text, at=A_MONDAY_MORNING)
        tx.commit()
