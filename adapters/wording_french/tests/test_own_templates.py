"""A host puts words of its own before those of the house; what is wrong with them is told when they are opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from registre_core.kernel.errors import ConfigurationError, InvalidInput
from registre_core.notices import SAMPLES, Letter, Worded
from registre_wording_french.checking import BETWEEN
from registre_wording_french.wording import FrenchWording

ROUND = SAMPLES["round-missed"]
WHOLE = """\
{% block objet %}Allez voir : {{ place }}{% endblock %}
{% block texte %}
Une ronde manque.
{% endblock %}
{% block faits %}
Ronde : {{ round | duree }}
{% endblock %}
{% block pourquoi %}vous êtes de garde{% endblock %}
"""

LOOK = "{{ lettre.title }}\n{{ lettre.workspace }}\n{% if lettre.site %}{{ lettre.site }}{% endif %}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def opened(folder: Path) -> FrenchWording:
    return FrenchWording.at(f"french:{folder}")


def worded(folder: Path, letter: Letter = ROUND) -> Worded:
    return opened(folder).word(letter)


def problems(folder: Path) -> list[str]:
    with pytest.raises(ConfigurationError) as error:
        opened(folder)
    assert error.value.code == "unusable-templates"
    return str(error.value.facts["problems"]).split(BETWEEN)


def test_a_template_of_ones_own_takes_the_place_of_that_of_the_house(folder: Path) -> None:
    (folder / "round-missed.txt").write_text(WHOLE, encoding="utf-8")

    assert f"Allez voir\u00a0: {ROUND.facts['place']}" == worded(folder).subject
    assert FrenchWording.at().word(SAMPLES["round-due"]) == worded(folder, SAMPLES["round-due"])


def test_a_template_may_change_one_block_and_keep_the_rest_of_the_house(folder: Path) -> None:
    (folder / "round-missed.txt").write_text(
        '{% extends "maison/round-missed.txt" %}\n{% block objet %}URGENT – {{ super() }}{% endblock %}\n',
        encoding="utf-8",
    )
    ours = FrenchWording.at().word(ROUND)

    assert f"URGENT – {ours.subject}" == worded(folder).subject
    assert ours.text == worded(folder).text


def test_a_template_that_has_all_a_mail_needs_keeps_what_else_the_house_says(folder: Path) -> None:
    (folder / "round-missed.txt").write_text(
        '{% extends "maison/round-missed.txt" %}\n'
        + WHOLE.partition("{% block faits %}")[0]
        + "{% block pourquoi %}vous êtes de garde{% endblock %}\n",
        encoding="utf-8",
    )

    assert f"Lieu\u00a0: {ROUND.facts['place']}\n" in worded(folder).text


def test_a_button_may_lead_to_a_page_of_the_host(folder: Path) -> None:
    (folder / "round-missed.txt").write_text(
        WHOLE
        + "{% block bouton %}Ouvrir le permis{% endblock %}\n"
        + "{% block adresse %}https://ville.exemple.fr/permis/{{ subject_id.brut }}{% endblock %}\n",
        encoding="utf-8",
    )

    assert f"Ouvrir le permis\u00a0:\nhttps://ville.exemple.fr/permis/{ROUND.subject_id}\n" in worded(folder).text


def test_the_look_may_be_changed_for_all_topics_at_once(folder: Path) -> None:
    (folder / "lettre.txt").write_text(LOOK, encoding="utf-8")

    assert "Une ronde n’a pas été faite\nVille de Saint-Étienne\nÉcole Jules-Ferry" == worded(folder).text.strip()


def test_a_folder_that_is_not_there_is_told(folder: Path) -> None:
    with pytest.raises(ConfigurationError) as error:
        opened(folder / "modeles")
    assert error.value.code == "no-template-folder"


def test_everything_that_is_wrong_is_told_at_once(folder: Path) -> None:
    (folder / "round-mised.txt").write_text(WHOLE, encoding="utf-8")
    (folder / "round-missed.txt").write_text(WHOLE.replace("{{ place }}", "{{ lieu }}"), encoding="utf-8")
    (folder / "round-due.txt").write_text(WHOLE.replace("{% endblock %}", "", 1), encoding="utf-8")

    told = problems(folder)
    assert ["round-due.txt", "round-mised.txt", "round-missed.txt"] == sorted({one.partition(" :")[0] for one in told})
    assert any("« lieu »" in one for one in told)


@pytest.mark.parametrize(
    "printed,why",
    [
        ("{{ due_at }}", "un instant s’écrit"),
        ("{{ told_at }}", "un instant s’écrit"),
        ("{{ subject_id }}", "un identifiant ne sert qu’aux adresses"),
        ("{{ missing | jour }}", "« missing »"),
        ("{{ place | majuscules }}", "No filter named"),
        ("{{ place.__class__ }}", "unsafe"),
        ("{{ due_at | moment }}", "« due_at »"),
        ("{{ place | jour }}", "AttributeError"),
        ("{{ 1 // 0 }}", "ZeroDivisionError"),
    ],
    ids=["moment", "told", "identifier", "missing", "filter", "sandbox", "perhaps", "words", "anything"],
)
def test_nothing_is_printed_that_nobody_said_how_to_write(folder: Path, printed: str, why: str) -> None:
    (folder / "round-missed.txt").write_text(WHOLE.replace("{{ place }}", printed), encoding="utf-8")

    assert any(why in one for one in problems(folder))


def test_a_template_without_what_every_mail_needs_is_told(folder: Path) -> None:
    (folder / "round-missed.txt").write_text(WHOLE.replace("pourquoi", "parce_que"), encoding="utf-8")

    assert any("pourquoi" in one for one in problems(folder))


def test_a_line_of_facts_has_a_label(folder: Path) -> None:
    (folder / "round-missed.txt").write_text(WHOLE.replace("Ronde : ", "Ronde "), encoding="utf-8")

    assert any("voyez « Ronde" in one for one in problems(folder))


def test_words_of_several_lines_stand_apart_or_on_one_line(folder: Path) -> None:
    (folder / "round-missed.txt").write_text(WHOLE.replace("{{ round | duree }}", "{{ place.lignes }}"), "utf-8")

    assert ["round-missed.txt : voyez « fin »"] == problems(folder)


def test_a_file_that_is_no_text_is_told(folder: Path) -> None:
    (folder / "round-missed.txt").write_bytes(b"\xff\xfe")

    assert any("UnicodeDecodeError" in one for one in problems(folder))


def test_a_button_leads_to_nothing_that_runs(folder: Path) -> None:
    (folder / "round-missed.txt").write_text(
        WHOLE + "{% block adresse %}javascript:alert(1){% endblock %}\n", encoding="utf-8"
    )

    assert any("javascript" in one for one in problems(folder))


def test_a_fact_that_is_not_written_as_promised_is_named() -> None:
    with pytest.raises(InvalidInput) as error:
        FrenchWording.at().word(evolve(ROUND, facts={**ROUND.facts, "due_at": "hier"}))
    assert (error.value.code, error.value.facts["fact"]) == ("malformed-fact", "due_at")


def test_a_code_that_nobody_named_yet_is_quoted() -> None:
    letter = evolve(SAMPLES["anchor-failed"], facts={"failure": "moon-in-the-way", "on": "2026-11-26"})

    told = "Cause\u00a0: erreur «\u00a0moon-in-the-way\u00a0», à dire à qui exploite ce logiciel\n"
    assert told in FrenchWording.at().word(letter).text


@pytest.mark.parametrize("failure", ["delivery-refused", "tries-exhausted", "carrier-broken", "malformed-fact"])
def test_why_a_safety_notice_did_not_come_is_said_in_french_and_claims_no_tries_that_nobody_made(failure: str) -> None:
    sample = SAMPLES["notice-undeliverable"]
    text = FrenchWording.at().word(evolve(sample, facts={**sample.facts, "failure": failure})).text

    assert failure not in text
    assert "plusieurs essais" not in text


def test_a_long_word_of_somebody_else_keeps_the_site_within_the_subject() -> None:
    letter = evolve(ROUND, facts={**ROUND.facts, "place": "Chaufferie " * 40})
    subject = FrenchWording.at().word(letter).subject

    assert subject.endswith("– École Jules-Ferry")
    assert len(subject) < 100
