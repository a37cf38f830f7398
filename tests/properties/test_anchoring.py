"""Laws of anchoring: never on other words, always on the same ones, wherever their page went."""

from hypothesis import assume, given
from hypothesis import strategies as st

from registre_core.extraction import Outcome, PageText, Selection, anchor, passage
from registre_core.extraction.likeness import PUNCTUATION, folded, folded_with_origins, likeness
from registre_core.kernel.documents import Digest
from registre_core.kernel.passages import Passage
from registre_core.testing.pages import around, typed

DOCUMENT = Digest("0" * 64)

ROOMS = "hall sous-sol cuisine escalier réserve chaufferie"
FINDINGS = (
    "La porte|ne|se|ferme|pas|n° 1|n° 2|est|non|conforme|nous|vous|sans|dans|cette|celle|rn|m|l’exutoire|3,5|12|."
)
words = st.sampled_from(FINDINGS.split("|") + ROOMS.split())
denials = st.sampled_from("ne pas non sans dans conforme".split())  # none of which looks like another word here
lines = st.lists(words, min_size=1, max_size=8).map(" ".join)
texts = st.lists(lines, min_size=1, max_size=5)
documents = st.lists(texts, min_size=1, max_size=4)
anything = st.text(st.one_of(st.sampled_from("aAéﬁœ -–’«»1 2,5.\n"), st.characters(exclude_categories=["Cs"])))
LETTERS = str.maketrans({"m": "rn", "d": "cl", "w": "vv", "h": "li", "b": "li"})
SHAPES = str.maketrans("ijftrceouvnq" + "".join(PUNCTUATION), "lllllooonnng" + " " * len(PUNCTUATION))


def pages_of(document: list[list[str]]) -> list[PageText]:
    return [typed("\n".join(text), number=number) for number, text in enumerate(document, 1)]


def some_line(data: st.DataObject, pages: list[PageText]) -> Passage:
    page = data.draw(st.sampled_from(pages))
    row = data.draw(st.integers(0, len(page.lines) - 1))
    return passage(DOCUMENT, Selection((around(0, row, 100, page=page.info.number),)), {page.info.number: page})


def shape(text: str) -> str:
    """Say roughly how words look: all that may be taken for each other looks the same."""
    drawn = folded(text).translate(LETTERS).translate(SHAPES).replace(" ", "")
    return drawn.replace("ll", "n")


def digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


@given(documents, documents, st.data())
def test_it_is_never_anchored_on_other_words(one: list[list[str]], other: list[list[str]], data: st.DataObject) -> None:
    wanted = some_line(data, pages_of(one))

    for place in anchor(wanted, pages_of(other)).places:
        assert digits(wanted.quote) == digits(place.words)
        assert (place.score == 1) == (folded(wanted.quote) == folded(place.words))
        assert shape(wanted.quote) == shape(place.words)


@given(st.lists(words.filter(lambda word: word != "."), min_size=2, max_size=9), denials, st.data())
def test_a_word_more_within_the_quote_makes_other_words(line: list[str], more: str, data: st.DataObject) -> None:
    wanted = some_line(data, pages_of([[" ".join(line)]]))
    at = data.draw(st.integers(1, len(line) - 1))
    printed = " ".join([*line[:at], more, *line[at:]])
    assume(folded(wanted.quote) not in folded(printed))

    assert Outcome.LOST is anchor(wanted, pages_of([[printed]])).outcome


@given(documents, st.data())
def test_the_very_file_anchors_at_the_very_place(document: list[list[str]], data: st.DataObject) -> None:
    pages = pages_of(document)
    wanted = some_line(data, pages)

    anchoring = anchor(wanted, pages, document=DOCUMENT)

    assert (Outcome.ANCHORED, 1.0) == (anchoring.outcome, anchoring.score)
    assert [wanted.parts] == [place.parts for place in anchoring.places]


@given(documents, documents, st.data())
def test_words_are_found_wherever_their_page_went(
    document: list[list[str]], more: list[list[str]], data: st.DataObject
) -> None:
    wanted = some_line(data, pages_of(document))

    anchoring = anchor(wanted, pages_of(data.draw(st.permutations(document + more))))

    assert Outcome.LOST is not anchoring.outcome
    assert folded(wanted.quote) in {folded(place.words) for place in anchoring.places}


@given(documents, st.data())
def test_a_line_that_stands_once_is_anchored_among_shuffled_pages(
    document: list[list[str]], data: st.DataObject
) -> None:
    one = "Le clapet coupe-feu du local ménage est bloqué"
    wanted = some_line(data, pages_of([[one]]))

    anchoring = anchor(wanted, pages_of(data.draw(st.permutations([*document, [one]]))))

    assert (Outcome.ANCHORED, [one]) == (anchoring.outcome, [place.words for place in anchoring.places])


@given(documents, st.data())
def test_the_whole_document_twice_is_never_anchored(document: list[list[str]], data: st.DataObject) -> None:
    wanted = some_line(data, pages_of(document))

    assert Outcome.AMBIGUOUS is anchor(wanted, pages_of(document + document)).outcome


@given(texts, st.data())
def test_deleted_words_are_lost(text: list[str], data: st.DataObject) -> None:
    wanted = some_line(data, pages_of([text]))
    left = [line for line in text if folded(wanted.quote) not in folded(line)]
    assume(folded(wanted.quote) not in folded("\n".join(left)))

    anchoring = anchor(wanted, pages_of([left]))

    assert anchoring.score < 1
    assert all(folded(wanted.quote) != folded(place.words) for place in anchoring.places)


@given(anything)
def test_folding_with_origins_is_folding(text: str) -> None:
    traced = folded_with_origins(text)

    assert folded(text) == traced.text
    assert len(traced.text) == len(traced.origins)


@given(lines, lines)
def test_likeness_asks_both_ways_alike(one: str, other: str) -> None:
    ours, theirs = folded(one), folded(other)
    there, back = likeness(ours, theirs, 0, 12), likeness(theirs, ours, 0, 12)

    if there and back and (there[1], back[1]) == (len(theirs), len(ours)):
        assert there[0] == back[0]
