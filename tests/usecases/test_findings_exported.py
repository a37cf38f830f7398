"""The list of anomalies as a file, with the column «Anomalie créée par» (S7)."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from tests.usecases.town import TODAY, Town

from registre_core import Actor, Client, Forbidden
from registre_core.findings import Kind, Severity, State
from registre_core.kernel.erasure import ERASED_NAME
from registre_core.kernel.identifiers import UserId
from registre_core.kernel.reports import ReportSource
from registre_core.kernel.signatories import PersonKey, PersonKind


def exported(town: Town, actor: Actor | None = None, **asked: object) -> list[dict[str, str]]:
    into = BytesIO()
    count = town.registre.findings.export(actor or town.mayor, into, **asked)  # type: ignore[arg-type]
    rows = [*csv.DictReader(StringIO(into.getvalue().decode("utf-8-sig"), newline=""), delimiter=";")]
    assert count == len(rows)
    return rows


def test_each_finding_is_a_row_in_french(town: Town) -> None:
    claire = town.holder("findings.create", name="Claire Morel")
    by_phone = Actor.user(
        UserId(claire.id),  # type: ignore[arg-type]  # she has one
        town.workspace,
        client=Client.mobile("1.9.1"),
        on_behalf_of="M. Petit",
    )
    finding = town.registre.findings.record(
        by_phone,
        site=town.school.id,
        text="Porte coupe-feu bloquée",
        place="Hall",
        reference="CO 47",
        severity=Severity.CRITICAL,
        due_on=date(2026, 3, 1),
        responsible=PersonKey(PersonKind.CONTACT, town.contact.id),
    )

    assert {
        "Nature": "Anomalie",
        "Numéro": "",
        "Site": "École Jules-Ferry",
        "Lieu": "Hall",
        "Constat": "Porte coupe-feu bloquée",
        "Gravité": "Critique",
        "État": "Ouverte",
        "Échéance": "01/03/2026",
        "En retard": "oui",
        "Anomalie créée par": "Claire Morel, pour M. Petit, depuis l’application mobile",
        "Canal": "depuis l’application mobile",
        "Créée le": "02/03/2026",
        "Responsable": "Hélène Lefèvre",
        "Texte de référence": "CO 47",
        "Origine": "Saisie directe",
        "Identifiant": str(finding.id),
    } == exported(town, kinds=[Kind.ANOMALY])[0]


@pytest.mark.parametrize("text", ["=1+1", "+33 2 40", "-1 point", "@SUM(A1)", "\t=1"])
def test_a_cell_that_a_spreadsheet_would_compute_is_neutralised(town: Town, text: str) -> None:
    town.registre.findings.record(town.mayor, site=town.school.id, text=text, place="=A1")
    (row,) = exported(town, kinds=[Kind.ANOMALY])

    assert (f"'{text}", "'=A1") == (row["Constat"], row["Lieu"])


def test_a_text_may_have_quotes_separators_and_several_lines(town: Town) -> None:
    text = 'Porte « nord » ; "bloquée"\nà reprendre'
    town.registre.findings.record(town.mayor, site=town.school.id, text=text)

    assert [text] == [row["Constat"] for row in exported(town, kinds=[Kind.ANOMALY])]


def test_the_gravest_that_are_open_come_first(town: Town) -> None:
    record, clear = town.registre.findings.record, town.registre.findings.clear
    grave = record(town.mayor, site=town.school.id, text="a", severity=Severity.CRITICAL)
    clear(town.mayor, grave.id, reason="fait")
    for severity in (Severity.MINOR, Severity.CRITICAL):
        record(town.mayor, site=town.school.id, text="b", severity=severity)

    assert [("Ouverte", "Critique"), ("Ouverte", "Mineure"), ("Levée", "Critique")] == [
        (row["État"], row["Gravité"]) for row in exported(town, kinds=[Kind.ANOMALY])
    ]


def test_renaming_changes_nothing_in_the_column_and_erasing_takes_the_name_away(town: Town) -> None:
    claire = town.holder("findings.create", name="Claire Morel")
    town.registre.findings.record(claire, site=town.school.id, text="Porte bloquée")
    account = town.user(UserId(claire.id)).id  # type: ignore[arg-type]  # she has one
    town.registre.rights.rename_user(town.mayor, account, name="Claire Durand", email=None)
    assert ["Claire Morel"] == [row["Anomalie créée par"] for row in exported(town, kinds=[Kind.ANOMALY])]

    town.registre.rights.erase_user(town.mayor, account)
    assert [ERASED_NAME] == [row["Anomalie créée par"] for row in exported(town, kinds=[Kind.ANOMALY])]


def test_only_what_somebody_may_see_is_written(town: Town) -> None:
    source = ReportSource.visit(town.at_hand.judged.id)
    town.registre.findings.record(town.mayor, source, text="Désencombrer")
    inspector = town.holder("findings.consult", sites=[town.school.id])

    assert {"Observation"} == {row["Nature"] for row in exported(town, inspector)}
    assert {"École Jules-Ferry"} == {row["Site"] for row in exported(town, inspector)}
    assert ["Prescription"] == [row["Nature"] for row in exported(town, town.holder("prescriptions.consult"))]
    with pytest.raises(Forbidden):
        exported(town, town.holder("sites.consult"))


def test_the_conditions_of_the_list_hold_for_the_file(town: Town) -> None:
    town.registre.findings.record(town.mayor, site=town.school.id, text="Porte bloquée", due_on=TODAY)

    assert 1 == len(exported(town, text="bloquee"))
    assert [] == exported(town, state=State.CLEARED)
    assert [] == exported(town, due_before=TODAY)
    assert [] == exported(town, until_moment=town.clock.now(), is_open=True)


def test_the_file_holds_what_the_page_shows_of_one_intervention_or_one_visit(town: Town) -> None:
    visit = town.at_hand.judged.id
    town.registre.findings.record(town.mayor, ReportSource.visit(visit), text="Dégager l'issue")

    assert ["Dégager l'issue"] == [row["Constat"] for row in exported(town, visit=visit)]
    assert [str(town.finding.id)] == [row["Identifiant"] for row in exported(town, intervention=town.at_school.id)]
