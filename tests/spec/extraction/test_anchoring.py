"""Anchoring: the words of a passage found again in another version of its file, or said to be lost."""

from collections.abc import Iterator
from weakref import ref

import pytest
from attrs import evolve

from registre_core.extraction import Anchoring, Outcome, PageText, Region, Selection, anchor, passage
from registre_core.extraction.likeness import folded
from registre_core.kernel.documents import Digest
from registre_core.kernel.passages import Passage, Quad
from registre_core.testing.pages import around, typed

DOCUMENT, OTHER = Digest("0" * 64), Digest("1" * 64)
LINE = "La porte coupe-feu du hall n° 3 reste ouverte."
REPORT = f"Vérification périodique\n\nUn exutoire ne s’ouvre pas.\n{LINE}\nLe bloc de secours est éteint."


def take(*regions: Region, text: str = REPORT) -> Passage:
    return passage(DOCUMENT, Selection(regions), {1: typed(text)})


def quoted(quote: str, *, text: str = REPORT) -> Passage:
    """Select a line's words by what they say."""
    row, line = next((row, line) for row, line in enumerate(text.split("\n")) if quote in line)
    return take(around(line.index(quote), row, len(quote)), text=text)


def found(wanted: Passage, *texts: str, document: Digest | None = None) -> Anchoring:
    return anchor(wanted, (typed(text, number=number) for number, text in enumerate(texts, 1)), document=document)


def test_the_very_words_are_found_at_their_very_place() -> None:
    wanted = quoted(LINE)

    anchoring = found(wanted, REPORT)

    assert (Outcome.ANCHORED, 1.0) == (anchoring.outcome, anchoring.score)
    assert (wanted.parts,) == tuple(place.parts for place in anchoring.places)
    assert LINE == anchoring.places[0].words


def test_pages_that_were_put_before_it_move_it() -> None:
    anchoring = found(quoted(LINE), "Page de garde", "Sommaire", REPORT)

    assert [3] == [part.page for part in anchoring.places[0].parts]
    assert Outcome.ANCHORED is anchoring.outcome


@pytest.mark.parametrize(
    "printed",
    [
        "La  porte coupe-feu du hall n°3 reste ouverte.",
        "La porte coupe-\nfeu du hall n° 3 res-\nte ouverte.",
        "La porte coupe‑feu du hall\nn° 3 reste ouverte.",
        "LA PORTE COUPE-FEU DU HALL N° 3 RESTE OUVERTE.",
        "La porte coupefeu du hall n° 3 reste ouverte.",
    ],
)
def test_how_words_are_set_does_not_count(printed: str) -> None:
    anchoring = found(quoted(LINE), printed)

    assert (Outcome.ANCHORED, 1.0) == (anchoring.outcome, anchoring.score)


@pytest.mark.parametrize(
    "one, other",
    [
        ("l'eﬃcacité", "l’efficacité"),
        ("« arrêt »", '"arrêt"'),
        ("À vérifier", "A verifier"),
        ("main-d’œuvre", "main d'oeuvre"),
        ("de 1 à 2 – fait", "de 1 à 2 - fait"),
    ],
)
def test_ligatures_accents_quotes_and_dashes_do_not_count(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    "one, other",
    [
        ("1-2", "12"),
        ("1 2", "12"),
        ("-5 °C", "5 °C"),
        ("3,5 m", "35 m"),
        ("10²", "102"),
        ("1½", "11⁄2"),
        ("≥ 3", "≤ 3"),
        ("50 %", "50"),
        ("5'", '5"'),
    ],
)
def test_what_numbers_are_made_of_counts(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    "printed",
    [
        "La porte coupe-feu du hall n° 4 reste ouverte.",
        "La porte coupe-feu du hall n° 3 reste couverte.",
        "La porte coupe-feu du hall n° 3 ne reste pas ouverte.",
        "La porte coupe-feu du mail n° 3 reste ouverte.",
        "La porte coupe-feu du hall n° 3 reste",
    ],
)
def test_other_words_are_never_the_passage_however_near(printed: str) -> None:
    anchoring = found(quoted(LINE), REPORT.replace(LINE, printed))

    assert Anchoring(Outcome.LOST, 0.0) == anchoring


def test_letters_that_look_alike_may_be_misread_where_the_context_agrees() -> None:
    anchoring = found(quoted(LINE), REPORT.replace("reste", "restc"))

    assert Outcome.ANCHORED is anchoring.outcome
    assert 0.9 < anchoring.score < 1
    assert "restc" in anchoring.places[0].words


def test_one_letter_read_as_two_and_a_speck_are_misreadings() -> None:
    anchoring = found(quoted(LINE), REPORT.replace("du hall", "clu hall").replace("ouverte.", "ouverte"))

    assert Outcome.ANCHORED is anchoring.outcome


def test_misread_words_in_another_context_are_left_to_a_person() -> None:
    anchoring = found(quoted(LINE), LINE.replace("reste", "restc"))

    assert Outcome.AMBIGUOUS is anchoring.outcome
    assert 1 == len(anchoring.places)


def test_more_misreadings_than_the_limit_are_other_words() -> None:
    misread = LINE.replace("o", "c").replace("u", "n")

    assert Outcome.LOST is found(quoted(LINE), REPORT.replace(LINE, misread)).outcome


def test_the_context_tells_two_places_apart() -> None:
    text = f"Hall : \n{LINE}\nÀ corriger.\n\nSous-sol du bâtiment B\n{LINE}\nDéjà signalé."
    wanted = take(around(0, 5, len(LINE)), text=text)

    anchoring = found(wanted, "Autre page", text)

    assert Outcome.ANCHORED is anchoring.outcome
    assert [part.quads for part in wanted.parts] == [part.quads for part in anchoring.places[0].parts]


def test_words_that_stand_twice_in_one_context_are_ambiguous() -> None:
    anchoring = found(quoted(LINE), REPORT, REPORT)

    assert Outcome.AMBIGUOUS is anchoring.outcome
    assert [1, 2] == [place.parts[0].page for place in anchoring.places]


def test_the_old_place_decides_in_the_very_file() -> None:
    anchoring = found(quoted(LINE), REPORT, REPORT, document=DOCUMENT)

    assert (Outcome.ANCHORED, [1]) == (anchoring.outcome, [place.parts[0].page for place in anchoring.places])


def test_the_old_place_proves_nothing_in_another_file() -> None:
    assert Outcome.AMBIGUOUS is found(quoted(LINE), REPORT, REPORT, document=OTHER).outcome


def test_words_that_something_was_left_out_of_are_found_in_the_very_file_only() -> None:
    wanted = take(around(0, 2, 11), around(3, 3, 15))

    assert wanted.quote == found(wanted, REPORT, document=DOCUMENT).places[0].words
    assert Outcome.LOST is found(wanted, REPORT).outcome


@pytest.mark.parametrize("quote", ["NC", "12", "éteint"])
def test_a_short_quote_without_its_context_is_ambiguous(quote: str) -> None:
    wanted = quoted(quote, text="Porte du hall : NC, salle 12, éteint depuis lundi")

    assert Outcome.AMBIGUOUS is found(wanted, f"Tout autre chose {quote} et la suite").outcome


def test_a_short_quote_with_its_context_on_both_sides_is_anchored() -> None:
    text = "Porte du hall : NC depuis lundi\nPorte du fond : NC depuis mardi"

    assert Outcome.ANCHORED is found(quoted("NC", text=text), "Avant", text).outcome


def test_a_denial_before_short_words_leaves_them_to_a_person() -> None:
    wanted = quoted("conforme", text="La porte est conforme aux normes en vigueur")

    assert Outcome.AMBIGUOUS is found(wanted, "La porte est non conforme aux normes en vigueur").outcome


@pytest.mark.parametrize("text", ["URGENCE immédiate", "en 112 jours", "12,5 mètres", "le 3/12", "-12 °C", "12-1"])
def test_words_and_numbers_are_not_found_within_others(text: str) -> None:
    wanted = quoted("NC" if "URG" in text else "12", text="voir NC et 12 en tout")

    assert Outcome.LOST is found(wanted, text).outcome


def test_half_a_joined_letter_is_not_a_word() -> None:
    assert Outcome.LOST is found(quoted("e", text="voir e ici"), "voir œ ici").outcome


def test_words_may_stand_on_both_sides_of_a_page_break() -> None:
    anchoring = found(quoted(LINE), "Avant\nLa porte coupe-", "feu du hall n° 3 reste ouverte.\nAprès")

    assert Outcome.ANCHORED is anchoring.outcome
    assert LINE == anchoring.places[0].words
    assert [(1, 1), (2, 1)] == [(part.page, len(part.quads)) for part in anchoring.places[0].parts]


def test_pages_are_read_once_and_forgotten() -> None:
    read: list[ref[PageText]] = []
    alive: list[int] = []

    def pages() -> Iterator[PageText]:
        for number in range(1, 9):
            yield remembered(typed(REPORT if number == 3 else f"Page {number}", number=number), read)
            alive.append(sum(page() is not None for page in read))

    assert Outcome.ANCHORED is anchor(quoted(LINE), pages()).outcome
    assert 8 == len(read)
    assert max(alive) <= 2


def remembered(page: PageText, read: list[ref[PageText]]) -> PageText:
    read.append(ref(page))
    return page


def test_the_twin_that_was_read_better_is_not_the_passage() -> None:
    misread = REPORT.replace("s’ouvre pas", "s’onvre pas").replace("secours", "sccours")

    assert Outcome.AMBIGUOUS is found(quoted(LINE), misread, REPORT).outcome


def test_a_passage_with_a_box_of_no_width_is_looked_for_as_any_other() -> None:
    wanted = quoted(LINE)
    thin = evolve(wanted.parts[0], quads=(Quad.around(3, 3, 3, 3),))

    assert Outcome.ANCHORED is found(evolve(wanted, parts=(thin,)), REPORT, document=DOCUMENT).outcome


@pytest.mark.parametrize("texts", [(), ("",), ("", "Rien de tel", "")])
def test_words_that_stand_nowhere_are_lost(texts: tuple[str, ...]) -> None:
    assert Anchoring(Outcome.LOST, 0.0) == found(quoted(LINE), *texts)
