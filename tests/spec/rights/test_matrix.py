"""The rights matrix: who may what on one sheet, for a spreadsheet and for plain reading."""

import csv
import io
import re
from collections.abc import Mapping
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre_core.rights import MODULES, Catalogue, Matrix, Module, Profile, Right, rights_matrix
from registre_core.testing.builders import a_profile

CATALOGUE = Catalogue()
GHOST, SOUL = "ghosts.consult", "souls.weigh"
HEADINGS = ["Groupe", "Module", "Droit"]

names = st.text(st.characters(codec="utf-8"), max_size=20).filter(str.strip)
codes = st.frozensets(st.sampled_from([*sorted(CATALOGUE.every), GHOST, SOUL]), max_size=12)
shared = st.tuples(st.builds(lambda name, rights: a_profile(name=name, rights=rights), names, codes), st.integers(0))
several = st.lists(shared, max_size=4, unique_by=lambda pair: pair[0].name)
matrices = several.map(lambda profiles: rights_matrix(CATALOGUE, profiles))


def a_matrix(rights: Mapping[str, str]) -> Matrix:
    """Put profiles of these names, with these rights and a user each, against the catalogue of the core."""
    profiles = [a_profile(name=name, rights=frozenset(held.split())) for name, held in rights.items()]
    return rights_matrix(CATALOGUE, [(profile, 1) for profile in profiles])


def read_csv(matrix: Matrix) -> list[list[str]]:
    return list(csv.reader(io.StringIO(matrix.as_csv().decode("utf-8-sig"), newline=""), delimiter=";"))


def read_markdown(matrix: Matrix) -> list[list[str]]:
    """Read the table as Markdown does: a bar behind a backslash ends no cell."""
    head, _, *body = matrix.as_markdown().splitlines()
    return [cells(line) for line in (head, *body)]


def cells(line: str) -> list[str]:
    bars = [found.start() for found in re.finditer(r"\\.|\|", line) if found[0] == "|"]
    return [re.sub(r"\\(.)", r"\1", line[left + 1 : right].strip()) for left, right in pairwise(bars)]


def test_it_names_each_right_once_in_the_words_and_order_people_know() -> None:
    rows = a_matrix({"Gardien": "sites.consult"}).rows

    assert [right.code for module in MODULES for right in module.rights] == [row.code for row in rows]
    assert ("Tronc commun", "Utilisateurs et profils", "Consulter") == rows[0].labels
    assert ("Permis de feu", "Levée de doute", "Enregistrer une ronde") in [row.labels for row in rows]


def test_profiles_stand_across_it_by_name_with_the_number_of_their_users() -> None:
    profiles = [
        (a_profile(name=name), len(name)) for name in ("Élu", "Gardien", "éducateur", "Directrice", "Electricien")
    ]
    expected = [("Directrice", 10), ("éducateur", 9), ("Electricien", 11), ("Élu", 3), ("Gardien", 7)]

    assert expected == [(column.profile, column.users) for column in rights_matrix(CATALOGUE, profiles).columns]


@given(several)
def test_a_cell_says_whether_the_profile_gives_the_right(profiles: list[tuple[Profile, int]]) -> None:
    matrix = rights_matrix(CATALOGUE, profiles)
    down = [[row.code for row in matrix.rows if row.held[place]] for place in range(len(matrix.columns))]

    assert {profile.name: profile.rights for profile, _ in profiles} == {
        column.profile: set(rights) for column, rights in zip(matrix.columns, down, strict=True)
    }


@given(several, st.randoms(use_true_random=False))
def test_the_order_in_which_profiles_come_does_not_matter(profiles: list[tuple[Profile, int]], chance: Random) -> None:
    shuffled = profiles.copy()
    chance.shuffle(shuffled)

    assert rights_matrix(CATALOGUE, profiles) == rights_matrix(CATALOGUE, shuffled)


def test_rights_whose_plug_in_is_gone_stand_at_the_end_and_sleep() -> None:
    rows = a_matrix({"Gardien": f"sites.consult {SOUL}", "Médium": GHOST}).rows

    assert [("En sommeil", "", GHOST), ("En sommeil", "", SOUL)] == [row.labels for row in rows[-2:]]
    assert [(False, True), (True, False)] == [row.held for row in rows[-2:]]


def test_a_right_wakes_up_with_its_plug_in() -> None:
    ghosts = Module("ghosts", "Fantômes", "Ghosts", (Right(GHOST, "Consulter", "Consult"),))
    matrix = rights_matrix(Catalogue((*MODULES, ghosts)), [(a_profile(rights=frozenset({GHOST})), 1)])

    assert ("Modules complémentaires", "Fantômes", "Consulter") == matrix.rows[-1].labels
    assert [GHOST] == [row.code for row in matrix.rows if any(row.held)]


def test_without_a_profile_it_still_lists_the_rights() -> None:
    assert HEADINGS == read_markdown(a_matrix({}))[0]
    assert 2 + len(CATALOGUE.every) == len(read_csv(a_matrix({})))


def test_it_says_what_a_right_opens_once_it_is_told() -> None:
    opens = {"sites.consult": ["Consulter un site", "Lister les sites"], SOUL: ["Peser une âme"]}
    guard = a_profile(name="Gardien", rights=frozenset({"sites.consult"}))
    head, _, *rows = read_csv(rights_matrix(CATALOGUE, [(guard, 1)], opens))
    [line] = [row for row in rows if row[0] == "sites.consult"]

    assert ["Code", *HEADINGS, "Gardien", "Ouvre"] == head
    assert ["sites.consult", "Tronc commun", "Sites", "Consulter", "oui", "Consulter un site, Lister les sites"] == line
    assert {len(head)} == {len(row) for row in rows}


@given(matrices)
def test_its_csv_is_read_back_as_it_was(matrix: Matrix) -> None:
    head, users, *rows = read_csv(matrix)
    shown = [f"'{name}" if name[0] in "=+-@\t\r\n" else name for name in (one.profile for one in matrix.columns)]

    assert ["Code", *HEADINGS, *shown] == head
    assert ["", "", "", "Utilisateurs", *(str(column.users) for column in matrix.columns)] == users
    assert [[row.code, *row.labels, *("oui" if held else "" for held in row.held)] for row in matrix.rows] == rows


@given(matrices)
def test_no_name_breaks_a_row_of_its_markdown(matrix: Matrix) -> None:
    head, users, *rows = read_markdown(matrix)
    visible = [re.sub("[\0-\x1f\x7f-\x9f\u2028\u2029]", " ", column.profile).split() for column in matrix.columns]

    assert [heading.split() for heading in HEADINGS] + visible == [cell.split() for cell in head]
    assert ["", "", "Utilisateurs", *(str(column.users) for column in matrix.columns)] == users
    assert [["oui" if held else "" for held in row.held] for row in matrix.rows] == [row[3:] for row in rows]


@pytest.mark.parametrize(
    "name, written",
    [
        ("Nuit | jour", r"Nuit \| jour"),
        ("Nuit\\", r"Nuit\\"),
        ("Nuit\\|jour", r"Nuit\\\|jour"),
        ("Nuit\r\njour", "Nuit jour"),
        ("<script>*gras*</script>", r"\<script\>\*gras\*\</script\>"),
        ("[lien](http://exemple.fr) `code` ~non~ _oui_", r"\[lien\](http://exemple.fr) \`code\` \~non\~ \_oui\_"),
        ("&lt; &#60;", r"\&lt; \&#60;"),
        ("Hygiène & sécurité ; n° 1", "Hygiène & sécurité ; n° 1"),
    ],
)
def test_markdown_shows_a_name_as_it_is_written(name: str, written: str) -> None:
    assert f"| {written} |\n" in a_matrix({name: ""}).as_markdown()


def test_its_markdown_is_aligned_whatever_the_letters() -> None:
    decomposed = "E\u0301lu"
    written = a_matrix({"Gardien": "sites.consult", "東京": "users.consult", decomposed: GHOST}).as_markdown()
    lines = written.replace("東京", "four").replace(decomposed, "Elu").splitlines()

    assert 1 == len({len(line) for line in lines})
    assert 1 == len({tuple(found.start() for found in re.finditer(r"\|", line)) for line in lines})


def test_its_markdown_names_each_group_and_each_module_once_and_its_csv_in_every_row() -> None:
    matrix = a_matrix({"Gardien": "sites.consult"})
    said = read_markdown(matrix)[2:]

    assert list(dict.fromkeys(module.group.french for module in MODULES)) == [row[0] for row in said if row[0]]
    assert [module.french for module in MODULES] == [row[1] for row in said if row[1]]
    assert [[*row.labels] for row in matrix.rows] == [row[1:4] for row in read_csv(matrix)[2:]]
