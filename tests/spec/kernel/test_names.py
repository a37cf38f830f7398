"""Names in the order of a French dictionary, and how people look for them."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre_core.kernel.names import (
    LONGEST_SORT_KEY,
    SORT_KEY_VERSION,
    folded,
    keys_of_names,
    plain,
    sort_key,
)

IN_ORDER = [
    pytest.param(
        ("cote", "Cote", "COTE", "coté", "Coté", "côte", "Côte", "côté", "CÔTÉ"), id="accents forward, then case"
    ),
    pytest.param(("Ecole", "école", "École", "ecole normale", "École normale"), id="the longer word behind"),
    pytest.param(("ete", "eté", "etè", "etê", "etë", "été", "ête"), id="the first accent decides"),
    pytest.param(("e", "é", "è", "ĕ", "ê", "ě", "ë", "ẽ", "ė", "ȩ", "ę", "ē"), id="accents among themselves"),
    pytest.param(("Odéon", "Œuvre", "Ohé"), id="œ as oe"),
    pytest.param(("Cœur", "Coffre"), id="œ within a word"),
    pytest.param(("Saint Étienne", "Saint-Etienne", "Saint-Étienne", "Saintes"), id="words before one word"),
    pytest.param(("L'Étoile", "L’Étoile d’or", "La Fontaine", "Lafontaine", "Létoile"), id="the article counts"),
    pytest.param(("10e étage", "1er étage", "2e étage", "École", "Zoé"), id="digits one by one, before letters"),
    pytest.param(("(ancien) Lycée", "« Le Phare »", "🔥 Pompiers", "1er", "Abel"), id="signs first"),
    pytest.param(("Cour n° 3", "Cour neuve", "Cour_2", "Cours"), id="signs within"),
    pytest.param(("zèbre", "Ωméga", "Дом", "東京"), id="other letters behind"),
    pytest.param(("Müller", "Muller-Dupont", "Mullerin"), id="foreign accents"),
]
"""Names in their order."""

ALIKE = [
    ("œuvre", "oeuvre"),
    ("Œuvre", "Oeuvre"),
    ("L'Étoile", "L’Étoile"),
    ("Saint-Étienne", "Saint\u2011Étienne"),
    ("École", "E\u0301cole"),
    ("École  du\u00a0Nord ", "École du Nord"),
    ("Straße", "Strasse"),
    ("ﬁn", "fin"),
    ("co\u00adte", "cote"),
    ("\u200bcote\ufeff", "cote"),
]
"""Names that nobody could put into an order."""

PLAIN = {
    "L’Étoile — Ⅱ": "l'etoile - ii",
    " Chargé  de\u202fsécurité\n": "charge de securite",
    "ŒUVRE d’Æthelred": "oeuvre d'aethelred",
    "Straße": "strasse",
    "2ᵉ étage": "2e etage",
    "a\0b\ud83d\u200dc": "abc",
    "": "",
}
"""How people type."""

names = st.text(st.characters(codec="utf-8") | st.sampled_from("eéèêÉE ’'-œŒß\u0301\u00ad\u00a0"), max_size=12)
words = st.text("aeéèêëEÉçÇoôœŒßzZñ019 -'", max_size=12)


@pytest.mark.parametrize("ordered", IN_ORDER)
def test_names_stand_in_the_order_of_a_french_dictionary(ordered: tuple[str, ...]) -> None:
    assert all(sort_key(one) < sort_key(next_) for one, next_ in pairwise(ordered))


@pytest.mark.parametrize("one,other", ALIKE, ids=ascii)
def test_what_is_only_another_way_of_writing_makes_no_difference(one: str, other: str) -> None:
    assert sort_key(one) == sort_key(other)


@pytest.mark.parametrize("text,expected", PLAIN.items(), ids=ascii)
def test_a_plain_text_is_what_people_type_who_look_for_it(text: str, expected: str) -> None:
    assert expected == plain(text)


def test_a_key_begins_with_the_version_of_its_rules() -> None:
    assert bytes([SORT_KEY_VERSION]) + b"ecole\x00\x01\x02\x00\x02" == sort_key("École")


def test_a_key_of_plain_letters_is_short() -> None:
    assert len("ecole du nord") + 3 == len(sort_key("ecole du nord"))


def test_no_key_is_too_long_for_an_index() -> None:
    assert {LONGEST_SORT_KEY} == {len(sort_key(name)) for name in ("é" * 2_000, "🔥" * 5_000, "\ufdfa" * 1_000)}


@given(words, words)
def test_the_letters_decide_first(one: str, other: str) -> None:
    if plain(one) != plain(other):
        assert (plain(one).encode() < plain(other).encode()) == (sort_key(one) < sort_key(other))


@given(names, names)
def test_equal_keys_read_alike(one: str, other: str) -> None:
    if sort_key(one) == sort_key(other):
        assert plain(one) == plain(other)
        assert folded(one.upper()) == folded(one)


@given(words)
def test_a_key_says_the_letters_then_the_accents_then_the_case(name: str) -> None:
    letters, *_ = levels = sort_key(name)[1:].split(b"\x00")
    assert (plain(name).encode(), 3) == (letters, len(levels))


@given(names)
def test_however_a_name_is_composed_its_place_is_the_same(name: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", name)) == sort_key(unicodedata.normalize("NFC", name))


@given(names, names)
def test_a_name_is_found_by_its_beginning(beginning: str, rest: str) -> None:
    first, beyond = keys_of_names(beginning)
    assert first <= sort_key(beginning + rest) < beyond


@given(names, names)
def test_what_begins_otherwise_is_not_found(name: str, beginning: str) -> None:
    first, beyond = keys_of_names(beginning)
    assert plain(name).startswith(plain(beginning)) == (first <= sort_key(name) < beyond)


@given(st.text(max_size=12), st.text(max_size=12))
def test_no_text_is_without_its_key(one: str, other: str) -> None:
    """Whatever is looked for: what cannot be stored can still be typed."""
    assert (sort_key(one) < sort_key(other)) + (sort_key(other) < sort_key(one)) + (
        sort_key(one) == sort_key(other)
    ) == 1
