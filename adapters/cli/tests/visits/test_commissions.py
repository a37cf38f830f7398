"""Visits of safety commissions at the command line: opinion and order apart, and when the next one is due."""

from __future__ import annotations

from pathlib import Path

import pytest
from adapters.cli.tests.tampering import Registre
from adapters.cli.tests.visits.town import ANNE, DATABASE, SCHOOL, refused, words_of
from tests.end_to_end.command_line import Answer

CAME = ("--site", SCHOOL, "--kind", "periodic", "--on", "10/02/2026", "--commission", "Commission communale")


@pytest.fixture
def visits(folder: Path, registre: Registre) -> Registre:
    """Run a command about visits."""

    def call(command: str, *words: str) -> Answer:
        return registre("visits", command, DATABASE, *words)

    return call


def test_a_visit_is_recorded_with_who_was_there(visits: Registre) -> None:
    told = words_of(visits("record", *CAME, "--attendee", f"exploitante={ANNE}", "--named", "Lt Besson"))

    assert f"Visite périodique, {SCHOOL} Le 10/02/2026 Par Commission communale" in told
    assert f"En présence de {ANNE}, exploitante En présence de Lt Besson" in told


def test_an_opinion_and_an_order_are_shown_apart(visits: Registre) -> None:
    visits("record", *CAME)
    visits("opinion", "10/02/2026", "--favour", "unfavourable", "--on", "24/02/2026", "--remarks", "Désenfumage")
    order = ("--kind", "works", "--authority", "mayor", "--signed-on", "26/02/2026", "--number", "2026-117")
    told = words_of(visits("order", "10/02/2026", *order, "--due-on", "01/06/2026"))

    assert "Avis avis défavorable le 24/02/2026 : Désenfumage" in told
    assert "Arrêté mise en demeure n° 2026-117, signé par le maire le 26/02/2026, pas encore notifié" in told
    assert "avis défavorable" in words_of(visits("list"))


def test_an_order_binds_the_site_once_it_was_notified(visits: Registre) -> None:
    visits("record", *CAME)
    order = ("--kind", "closure", "--authority", "prefect", "--signed-on", "26/02/2026")
    [decided] = visits("order", "10/02/2026", *order, "--json").json["visit"]["orders"]
    assert "fermeture" not in words_of(visits("due", "--site", SCHOOL))

    visits("notify", "10/02/2026", "--order", decided["id"], "--on", "27/02/2026")
    assert "Arrêté fermeture, signé par le préfet" in words_of(visits("due", "--site", SCHOOL))


def test_the_next_visit_follows_the_category_and_whether_people_sleep_there(visits: Registre) -> None:
    visits("record", *CAME)

    assert (5, "2031-02-10", False) == told_due(visits("due", "--site", SCHOOL, "--sleeping", "no", "--json"))
    assert (3, "2029-02-10", False) == told_due(visits("due", "--site", SCHOOL, "--json"))
    visits("edit", "10/02/2026", "--next-due", "01/09/2026")
    assert (3, "2026-09-01") == told_due(visits("due", "--site", SCHOOL, "--json"))[:2]


def told_due(answer: Answer) -> tuple[int, str, bool]:
    return answer.json["years"], answer.json["due_on"], answer.json["is_late"]


def test_editing_adds_and_takes_nothing_away(visits: Registre) -> None:
    visits("record", *CAME, "--named", "préventionniste=Lt Besson", "--examined", "Registre de sécurité")
    edited = visits("edit", "10/02/2026", "--attendee", ANNE, "--examined", "Plans", "--json").json["visit"]

    assert ["Lt Besson", ANNE] == [one["name"] for one in edited["attendees"]]
    assert ["Registre de sécurité", "Plans"] == edited["examined"]


def test_a_report_is_attached_and_a_text_is_none(visits: Registre, folder: Path) -> None:
    visits("record", *CAME)
    (folder / "kept").mkdir()
    kept = ("--documents", (folder / "kept").as_uri())
    (folder / "pv.pdf").write_bytes(b"%PDF-1.7 pv")
    (folder / "pv.txt").write_text("pv", encoding="utf-8")

    assert "Procès-verbal pv.pdf" in words_of(visits("attach", "10/02/2026", "pv.pdf", *kept))
    assert "« pv.txt » n’en est pas un" in refused(
        visits("attach", "10/02/2026", "pv.txt", *kept), "visit-report-not-pdf"
    )


def test_an_order_comes_with_its_paper(visits: Registre, folder: Path) -> None:
    visits("record", *CAME)
    (folder / "kept").mkdir()
    (folder / "arrete.pdf").write_bytes(b"%PDF-1.7 arrete")
    order = ("--kind", "works", "--authority", "mayor", "--signed-on", "26/02/2026", "--document", "arrete.pdf")
    told = words_of(visits("order", "10/02/2026", *order, "--documents", (folder / "kept").as_uri()))

    assert "arrete.pdf" in told
    refused(visits("order", "10/02/2026", *order), "documents-address-needed")


def test_a_visit_that_is_announced_is_called_off(visits: Registre) -> None:
    visits("record", "--site", SCHOOL, "--kind", "opening", "--on", "16/03/2099", "--commission", "Communale")
    refused(visits("opinion", "16/03/2099", "--favour", "favourable", "--on", "16/03/2099"), "visit-to-come")

    assert "Annulée grève" in words_of(visits("cancel", "16/03/2099", "--reason", "grève"))
    assert "annulée" in words_of(visits("list", "--kind", "opening"))


def test_a_visit_is_named_by_its_day_only_when_it_is_the_only_one(visits: Registre) -> None:
    assert "Aucune visite." in words_of(visits("list"))
    refused(visits("show", "10/02/2026"), "nothing-that-day")
    visits("record", *CAME)
    visits("record", *CAME)

    assert "il y en a plus d’un le 10/02/2026" in refused(visits("show", "10/02/2026"), "several-that-day")
    both = visits("list", "--from", "10/02/2026", "--until", "10/02/2026", "--limit", "1")
    assert "2 visites." in words_of(both)
