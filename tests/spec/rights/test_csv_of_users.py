"""CSV files of new users: whatever wrote them they are read, and every problem of every line is told at once."""

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registre_core.kernel.errors import InvalidInput, Problem
from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.names import folded
from registre_core.rights import MOST_AT_ONCE, Crowd, NewUser, SiteNames, UserTable

SCHOOL, POOL, TWIN = SiteId(UUID(int=1)), SiteId(UUID(int=2)), SiteId(UUID(int=3))
SITES = SiteNames.of([("École de l’Étoile", SCHOOL), ("Piscine", POOL)], unsaid=None)


def unheard(_done: int) -> None:
    """Be told how far it is, for nothing."""


def people_in(
    text: str | bytes,
    sites: SiteNames = SITES,
    taken: frozenset[str] = frozenset(),
    tell: Callable[[int], None] = unheard,
) -> tuple[NewUser, ...]:
    content = text.encode() if isinstance(text, str) else text
    return UserTable.read(content).people(sites, Crowd(taken), tell)


def problems_of(
    text: str | bytes, sites: SiteNames = SITES, taken: frozenset[str] = frozenset()
) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refusal:
        people_in(text, sites, taken)
    return [(problem.path, problem.code) for problem in refusal.value.problems]


THE_TWO = (
    NewUser("Élodie Lefèvre", "elodie@ville.fr", frozenset({SCHOOL, POOL}), date(2027, 3, 31)),
    NewUser("Noël d'Œuvre"),
)
FILE = """Nom;Courriel;Sites;Expiration
Élodie Lefèvre;elodie@ville.fr;École de l’Étoile | Piscine;31/03/2027
Noël d'Œuvre;;;
"""


def test_a_table_counts_its_lines_before_any_is_judged() -> None:
    assert (2, 1) == (UserTable.read(FILE.encode()).count, UserTable.read(b"nom;courriel\n;nobody\n").count)


def test_a_table_gives_every_address_that_is_written_in_it_whether_or_not_it_is_one() -> None:
    table = UserTable.read(b"nom;courriel\nAnne;anne@ville.fr\n;nobody\nPaul;\n")

    assert {"anne@ville.fr", "nobody"} == table.addresses


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16", "utf-16-le"])
def test_a_file_is_read_in_the_encodings_that_spreadsheets_write(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-le" else ""

    assert THE_TWO == people_in((mark + FILE).encode(encoding))


@pytest.mark.parametrize(
    "content, encoding",
    [
        ("nom\nÉlodie".encode(), "utf-8"),
        ("nom\nÉlodie".encode("windows-1252"), "windows-1252"),
        ("nom\nÉlodie".encode("utf-16"), "utf-16"),
    ],
)
def test_it_is_told_how_the_bytes_were_read(content: bytes, encoding: str) -> None:
    assert encoding == UserTable.read(content).table.encoding


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_file_is_read_with_the_separators_and_line_ends_that_spreadsheets_write(separator: str, end: str) -> None:
    table = UserTable.read(FILE.replace(";", separator).replace("\n", end).encode())

    assert (separator, THE_TWO) == (table.table.separator, table.people(SITES, Crowd(), unheard))


@pytest.mark.parametrize(
    "header",
    [
        "nom;courriel;sites;expiration",
        "NAME;E-Mail;Site;expires_on",
        "  Nom ;EMAIL; sites;Fin",
        "nom;mail;site;Expiration;;",
        '"nom";"courriel";"sites";"fin"',
    ],
)
def test_columns_bear_french_or_english_names_whatever_their_case_and_accents(header: str) -> None:
    lines = FILE.split("\n", 1)[1]

    assert THE_TWO == people_in(f"{header}\n{lines}")


def test_columns_come_in_any_order_and_all_but_the_name_may_be_missing() -> None:
    assert (NewUser("Luc", "luc@ville.fr"),) == people_in("courriel;nom\nluc@ville.fr;Luc\n")
    assert (NewUser("Luc"),) == people_in("nom\nLuc")


def test_quoted_cells_hold_separators_and_quotes() -> None:
    assert (NewUser('Martin, dit "Tintin"'),) == people_in('nom,mail\n"Martin, dit ""Tintin""",\n')


def test_empty_lines_and_the_empty_cells_behind_a_line_are_nothing() -> None:
    assert (NewUser("Luc"), NewUser("Léa")) == people_in("\n;;\nnom;mail\n\n;;;\nLuc;;;;\n\t;\nLéa\n\n")


@pytest.mark.parametrize("said", ["31/03/2027", "2027-03-31"])
def test_a_day_is_written_as_people_do_or_as_programs_do(said: str) -> None:
    (person,) = people_in(f"nom;fin\nLuc;{said}\n")

    assert date(2027, 3, 31) == person.expires_on


@pytest.mark.parametrize(
    "said", ["31/02/2027", "2027-13-01", "31/3/27", "31.03.2027", "demain", "0000-01-01", "१/3/2027"]
)
def test_what_is_no_day_is_told(said: str) -> None:
    assert [("line 2.expires_on", "malformed-date")] == problems_of(f"nom;fin\nLuc;{said}\n")


# ---- sites -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["École de l’Étoile", "ecole de l'etoile", " ÉCOLE DE L'ÉTOILE "])
def test_a_site_is_found_by_its_name_accents_and_case_aside(said: str) -> None:
    (person,) = people_in(f"nom;sites\nLuc;{said}\n")

    assert frozenset({SCHOOL}) == person.sites


@pytest.mark.parametrize("unsaid", [None, frozenset({POOL}), frozenset[SiteId]()])
def test_a_line_that_names_no_site_gets_what_was_said_for_those(unsaid: frozenset[SiteId] | None) -> None:
    sites = SiteNames.of([("École", SCHOOL)], unsaid=unsaid)

    assert [unsaid, frozenset({SCHOOL})] == [
        person.sites for person in people_in("nom;sites\nLuc;\nLéa;école\n", sites)
    ]
    assert [unsaid] == [person.sites for person in people_in("nom\nLuc\n", sites)]


def test_a_site_that_is_not_there_is_told_and_so_is_an_empty_name_between_bars() -> None:
    said = problems_of("nom;sites\nLuc;Gymnase|Piscine|Musée\nLéa;Piscine|\n")

    assert [
        ("line 2.sites", "unknown-site"),
        ("line 2.sites", "unknown-site"),
        ("line 3.sites", "unknown-site"),
    ] == said


def test_a_name_that_several_sites_bear_is_told_unless_one_is_written_just_so() -> None:
    alike = SiteNames.of([("Ecole", SCHOOL), ("École", TWIN), ("Piscine", POOL), ("Piscine", TWIN)], unsaid=None)

    assert [frozenset({SCHOOL}), frozenset({TWIN})] == [
        person.sites for person in people_in("nom;site\nLuc;Ecole\nLéa;École\n", alike)
    ]
    assert [("line 2.sites", "ambiguous-site"), ("line 3.sites", "ambiguous-site")] == problems_of(
        "nom;site\nLuc;école\nLéa;Piscine\n", alike
    )


def test_it_is_known_whether_sites_need_to_be_looked_up_at_all() -> None:
    assert not UserTable.read(b"nom;sites\nLuc;\n").names_sites
    assert UserTable.read(b"nom;sites\nLuc;Piscine\n").names_sites


def test_storage_is_asked_about_no_address_that_it_could_not_hold() -> None:
    padding = "x" * 1_024  # behind which a null does not make a file something else than text
    table = UserTable.read(f"nom;mail\n{padding};\nLuc;luc@ville.fr\nLéa;l\0ea@ville.fr\nMax;max\n".encode())

    assert {"luc@ville.fr", "max"} == table.addresses


# ---- what is wrong ---------------------------------------------------------------------------------------------------


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty-file"),
    "empty lines": (b"\n;;\n\n", "empty-file"),
    "nothing below the header": (b"nom;courriel\n\n;\n", "only-a-header"),
    "a spreadsheet as it is": (b"PK\x03\x04\0\0\0", "not-text"),
    "not the UTF-8 that it says it is": (b"\xef\xbb\xbfnom\nL\xe9a", "not-text"),
    "not the UTF-16 that it says it is": (b"\xff\xfen\0o\0m", "not-text"),
    "bytes that no encoding has": (b"nom\nL\x81a", "not-text"),
    "too many people": (b"nom\n" + b"Luc\n" * (MOST_AT_ONCE + 1), "too-many-lines"),
    "an open quote in the header": (b'"nom\nLuc\n', "malformed-line"),
}


@pytest.mark.parametrize("content, code", UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_of_which_nothing_can_be_read_says_why(content: bytes, code: str) -> None:
    ((_, said),) = problems_of(content)

    assert code == said


def test_ten_thousand_lines_are_not_too_many() -> None:
    assert MOST_AT_ONCE == UserTable.read(b"nom\n" + b"Luc\n" * MOST_AT_ONCE).count


def test_everything_that_is_wrong_with_the_header_is_told_at_once() -> None:
    assert [
        ("line 2", "unknown-column"),
        ("line 2", "unknown-column"),
        ("line 2", "repeated-column"),
        ("line 2", "column-missing"),
    ] == problems_of("\nprénom;courriel;téléphone;e-mail\nLuc;;;\n")


def test_an_unknown_column_is_told_with_those_that_are_known() -> None:
    with pytest.raises(InvalidInput) as refusal:
        UserTable.read(b"nom;service\nLuc;\n")

    assert {"column": "service", "columns": "nom, courriel, sites, expiration"} == refusal.value.facts


WRONG = """nom;courriel;sites;fin
;blanc@ville.fr;;
Luc;luc;Gymnase;demain
Personne effacée;;;
Léa;lea@ville.fr;;;de trop
"à ""deux"" mains";;;
"Max"imilien;;;
Ève\u0007;;;
Zoé;zoe@ville.fr;;
ZOE;Zoe@Ville.fr;;
Zoé Deux;zoe@ville.fr;;
Ben;ben@ville.fr;;
"""


def test_every_problem_of_every_line_is_told_at_once_in_the_order_of_the_file() -> None:
    assert [
        ("line 2.name", "blank-text"),
        ("line 3.email", "malformed-text"),
        ("line 3.sites", "unknown-site"),
        ("line 3.expires_on", "malformed-date"),
        ("line 4.name", "name-reserved"),
        ("line 5", "cell-without-header"),
        ("line 7", "malformed-line"),
        ("line 8.name", "not-one-line"),
        ("line 10.name", "repeated-person"),
        ("line 11.email", "repeated-address"),
        ("line 12.email", "address-taken"),
    ] == problems_of(WRONG, taken=frozenset({"ben@ville.fr"}))


def test_a_quote_that_is_never_closed_takes_the_rest_of_the_file_and_only_that() -> None:
    assert [("line 2.email", "malformed-text"), ("line 3", "malformed-line")] == problems_of(
        'nom;mail\nLuc;luc\n"Léa;lea@ville.fr\nZoé;zoe\n'
    )


def test_lines_are_counted_as_a_text_editor_counts_them() -> None:
    assert [("line 3.name", "not-one-line"), ("line 6.email", "malformed-text")] == problems_of(
        'nom;mail\r\n\r\n"Jean\r\nMartin";\r\n\r\nLuc;luc\r\n'
    )


def test_two_people_without_an_address_may_not_bear_one_name_and_a_blank_name_is_nobody_s_twin() -> None:
    assert [("line 3.name", "repeated-person")] == problems_of("nom\nJean Martin\njean  martin\n")
    assert [("line 2.name", "blank-text"), ("line 3.name", "blank-text")] == problems_of(
        "nom;fin\n;1/1/2027\n;1/1/2027\n"
    )


def test_it_is_told_where_the_other_one_stands() -> None:
    with pytest.raises(InvalidInput) as refusal:
        people_in("nom\n\nJean\nJEAN\n")

    assert {"place": "line 3"} == refusal.value.facts


def test_each_line_that_was_read_is_told() -> None:
    told: list[int] = []
    people_in("nom\nLuc\n\nLéa\n", tell=told.append)

    assert [1, 2] == told


# ---- whatever the file -----------------------------------------------------------------------------------------------

CELLS = st.text(st.sampled_from('aé";,\t|\r\n\0\u2028\ufeff/-@.0 1'), max_size=6)
HEADERS = st.sampled_from(["", "nom\n", "nom;courriel;sites;expiration\r\n"])


def outcome(content: bytes) -> tuple[object, ...]:
    """Give who is in a file, or what is wrong with it; anything else is raised."""
    try:
        return people_in(content)
    except InvalidInput as refusal:
        return refusal.problems


@given(HEADERS, st.lists(st.lists(CELLS, max_size=5), max_size=5), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_is_read_or_refused_and_nothing_else_happens(header: str, rows: list[list[str]], end: str) -> None:
    said = outcome((header + end.join(";".join(row) for row in rows)).encode())

    assert said
    assert all(isinstance(one, NewUser) for one in said) or all(isinstance(one, Problem) for one in said)


@given(HEADERS, st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_and_nothing_else_happens(header: str, content: bytes) -> None:
    assert outcome(header.encode() + content)


PEOPLE = st.lists(
    st.builds(
        NewUser,
        st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8),
        st.none() | st.emails(),
        st.none() | st.frozensets(st.sampled_from([SCHOOL, POOL]), min_size=1),
        st.none() | st.dates(min_value=date(1000, 1, 1)),
    ),
    min_size=1,
    max_size=5,
    unique_by=(lambda person: folded(person.name), lambda person: (person.email or person.name).lower()),
)


def written(people: list[NewUser], separator: str, end: str) -> str:
    """Write people as a spreadsheet would."""
    names = {SCHOOL: "École de l’Étoile", POOL: "Piscine"}
    text = StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=end)
    writer.writerow(["Nom", "Courriel", "Sites", "Expiration"])
    for person in people:
        sites = " | ".join(names[site] for site in person.sites or ())
        day = f"{person.expires_on:%d/%m/%Y}" if person.expires_on else None
        writer.writerow([person.name, person.email, sites, day])
    return text.getvalue()


@given(PEOPLE, st.sampled_from(";,\t"), st.sampled_from(["\n", "\r\n"]), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_who_is_written_into_a_file_is_read_from_it(
    people: list[NewUser], separator: str, end: str, encoding: str
) -> None:
    assert tuple(people) == outcome(written(people, separator, end).encode(encoding))
