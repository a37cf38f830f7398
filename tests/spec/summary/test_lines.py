"""A row as people read it in a spreadsheet: in French, days first, with its column «Anomalie créée par» (S7)."""

from datetime import date

import pytest
from tests.spec.summary.world import TODAY, days_ago

from registre_core.findings import CreatedBy, Kind, Severity, State
from registre_core.kernel.actors import ClientKind
from registre_core.summary import COLUMNS, FindingRow, cells
from registre_core.testing.builders import a_finding, a_person
from registre_core.testing.summing import a_finding_row

ROW = a_finding_row(
    kind=Kind.PRESCRIPTION,
    severity=Severity.CRITICAL,
    state=State.PLANNED,
    created_on=days_ago(40),
    due_on=date(2026, 11, 25),
)


def test_a_row_reads_as_the_list_of_findings_does() -> None:
    assert {
        "Site": "École Jules-Ferry",
        "Nature": "Prescription",
        "Numéro": "12",
        "Gravité": "Critique",
        "État": "Planifiée",
        "Constat": "Porte coupe-feu qui ne ferme plus",
        "Lieu": "Bâtiment B, 2e étage",
        "Texte de référence": "CO 47",
        "Créée le": "17/10/2026",
        "Anomalie créée par": "Claire Morel",
        "Âge (jours)": "40",
        "Échéance": "25/11/2026",
        "En retard": "oui",
        "Identifiant": str(ROW.id),
    } == dict(zip(COLUMNS, cells(ROW, "École Jules-Ferry", TODAY), strict=True))


@pytest.mark.parametrize("due, told", [(None, ("", "")), (TODAY, ("26/11/2026", ""))], ids=["none", "its last day"])
def test_what_has_no_deadline_or_is_within_it_is_not_late(due: date | None, told: tuple[str, str]) -> None:
    line = dict(zip(COLUMNS, cells(a_finding_row(due_on=due), "École", TODAY), strict=True))

    assert told == (line["Échéance"], line["En retard"])


def test_a_row_tells_for_whom_it_was_written_down_and_through_what() -> None:
    creator = CreatedBy(a_person(name="Claire Morel"), ClientKind.MOBILE, "M. Petit")
    row = FindingRow.of(a_finding(created_by=creator), TODAY)

    assert "Claire Morel, pour M. Petit, depuis l’application mobile" == row.created_by


def test_a_row_says_of_a_finding_what_the_finding_says() -> None:
    finding = a_finding(severity=Severity.MINOR, due_on=TODAY, number="P1", reference="MS 51")
    row = FindingRow.of(finding, days_ago(3))

    assert (finding.id, finding.site_id, finding.text, finding.place) == (row.id, row.site_id, row.text, row.place)
    assert (Severity.MINOR, TODAY, "P1", "MS 51", 3) == (
        row.severity,
        row.due_on,
        row.number,
        row.reference,
        row.age(TODAY),
    )
