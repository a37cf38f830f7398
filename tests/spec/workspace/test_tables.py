"""The law's classification of establishments open to the public, complete."""

import pytest

from registre_core.kernel.reasons import Mark
from registre_core.workspace import ERP_TYPES, Category, ErpType
from registre_core.workspace.tables import CLASSIFICATION

GN_1 = "Arrêté du 25 juin 1980, art. GN 1"
R_143_19 = "CCH R. 143-19 (ex R. 123-19)"

TYPES = [
    # letter, a word of its label, source
    ("J", "personnes âgées ou handicapées", GN_1),
    ("L", "spectacles", GN_1),
    ("M", "Magasins de vente", GN_1),
    ("N", "Restaurants", GN_1),
    ("O", "Hôtels et pensions", GN_1),
    ("P", "Salles de danse", GN_1),
    ("R", "enseignement", GN_1),
    ("S", "Bibliothèques", GN_1),
    ("T", "expositions", GN_1),
    ("U", "sanitaires", GN_1),
    ("V", "culte", GN_1),
    ("W", "bureaux", GN_1),
    ("X", "sportifs couverts", GN_1),
    ("Y", "Musées", GN_1),
    ("PA", "plein air", GN_1),
    ("CTS", "Chapiteaux", GN_1),
    ("SG", "gonflables", GN_1),
    ("PS", "stationnement couverts", GN_1),
    ("GA", "Gares", GN_1),
    ("OA", "altitude", GN_1),
    ("EF", "flottants", GN_1),
    ("REF", "Refuges", GN_1),
]

CATEGORIES = [
    # number, source
    (1, R_143_19),
    (2, R_143_19),
    (3, R_143_19),
    (4, R_143_19),
    (5, R_143_19),
]


@pytest.mark.parametrize("letter, word, source", TYPES, ids=[letter for letter, _, _ in TYPES])
def test_each_type_of_the_law_has_its_label(letter: str, word: str, source: str) -> None:
    assert word in ERP_TYPES[ErpType(letter)].french
    assert CLASSIFICATION.text == source


def test_the_law_names_no_other_type_and_people_see_them_in_its_order() -> None:
    letters = [letter for letter, _, _ in TYPES]

    assert letters == [kind.value for kind in ErpType]
    assert letters == [kind.value for kind in ERP_TYPES]


def test_a_classification_read_second_hand_says_so() -> None:
    assert Mark.SECOND_HAND == CLASSIFICATION.mark


@pytest.mark.parametrize("kind", ErpType)
def test_each_type_is_labelled_in_both_languages(kind: ErpType) -> None:
    label = ERP_TYPES[kind]

    assert [label.french.strip(), label.english.strip()] == [label.french, label.english]
    assert label.french
    assert label.english


def test_there_are_five_categories_from_the_largest_to_the_smallest() -> None:
    assert [number for number, _ in CATEGORIES] == [category.value for category in Category]
