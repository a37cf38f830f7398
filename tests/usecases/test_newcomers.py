"""S1: users are created from a profile: one, many, or a file of them; all, or none if anything is wrong with one."""

from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO

import pytest
from tests.usecases.doubles import require_no_transaction
from tests.usecases.town import Town

from registre_core import Actor, Forbidden, InvalidInput, NotFound
from registre_core.kernel.identifiers import ProfileId, SiteId
from registre_core.rights import MOST_AT_ONCE, NewUser, User
from registre_core.services.incoming import MOST_BYTES
from registre_core.services.rights import Import
from registre_core.workspace import Category, ErpType

FILE = """Nom;Courriel;Sites;Expiration
Élodie Lefèvre;elodie@ville.fr;ecole jules-ferry|Piscine;31/03/2027
Noël Œuvrard;;;
"""


def imported(
    town: Town, text: str | bytes, actor: Actor | None = None, sites: Iterable[SiteId] | None = None
) -> Import:
    content = text.encode() if isinstance(text, str) else text
    return town.registre.rights.import_users(actor or town.mayor, town.profile.id, BytesIO(content), sites=sites)


def created(town: Town, *people: NewUser, actor: Actor | None = None) -> tuple[User, ...]:
    return town.registre.rights.create_users(actor or town.mayor, town.profile.id, people)


CREATE: dict[str, Callable[[Town, Actor, NewUser], object]] = {
    "from a list": lambda town, actor, person: created(town, person, actor=actor),
    "from a file": lambda town, actor, person: imported(town, f"nom\n{person.name}", actor, person.sites),
}
"""Each way, for one person."""
each_way = pytest.mark.parametrize("create", CREATE.values(), ids=CREATE)


def test_a_list_becomes_accounts_with_the_profile_and_no_exceptions_in_its_order(town: Town) -> None:
    day, at = date(2027, 3, 31), frozenset({town.school.id})
    luc, lea = created(town, NewUser("Luc", "luc@ville.fr", at, day), NewUser("Léa"))

    assert User(luc.id, "Luc", "luc@ville.fr", town.profile.id, sites=at, expires_on=day) == luc
    assert User(lea.id, "Léa", None, town.profile.id) == lea
    assert {luc, lea} <= set(town.registre.rights.users(town.mayor, profile=town.profile.id).items)


def test_a_file_becomes_accounts_in_the_order_of_its_lines(town: Town) -> None:
    answer = imported(town, FILE, sites=[town.pool.id])
    elodie, noel = answer.users

    assert ("utf-8", ";") == (answer.encoding, answer.separator)
    both, day = frozenset({town.school.id, town.pool.id}), date(2027, 3, 31)
    assert User(elodie.id, "Élodie Lefèvre", "elodie@ville.fr", town.profile.id, sites=both, expires_on=day) == elodie
    assert User(noel.id, "Noël Œuvrard", None, town.profile.id, sites=frozenset({town.pool.id})) == noel
    assert {elodie, noel} <= set(town.registre.rights.users(town.mayor, profile=town.profile.id).items)


def test_each_account_has_its_entry_and_the_register_verifies(town: Town) -> None:
    before = town.head().number
    people = (*created(town, NewUser("Luc"), NewUser("Léa")), *imported(town, FILE).users)

    entries = town.entries()[before:]
    assert [("user-created", person.id) for person in people] == [
        (entry.heading.kind, entry.heading.subject_id) for entry in entries
    ]
    assert town.registre.register.verify(town.operator).is_intact


@pytest.mark.parametrize(
    "people, problems",
    [
        ([], [("people", "empty-collection")]),
        ([NewUser("Luc"), NewUser("luc")], [("people[1].name", "repeated-person")]),
        (
            [NewUser("Luc", "l@v.fr"), NewUser("Léa", "L@v.fr"), NewUser("Hélène", "helene@ville.fr")],
            [("people[1].email", "repeated-address"), ("people[2].email", "address-taken")],
        ),
    ],
    ids=["nobody", "one twice", "addresses"],
)
def test_nobody_of_a_list_comes_if_anything_is_wrong_with_one(
    town: Town, people: list[NewUser], problems: list[tuple[str, str]]
) -> None:
    town.registre.rights.create_user(town.mayor, name="Hélène", email="Helene@ville.fr")
    before = town.kept()

    with pytest.raises(InvalidInput) as refusal:
        created(town, *people)

    assert problems == [(problem.path, problem.code) for problem in refusal.value.problems]
    assert before == town.kept()


def test_nobody_of_a_file_comes_if_anything_is_wrong_with_one_line(town: Town) -> None:
    town.registre.rights.create_user(town.mayor, name="Hélène", email="Helene@ville.fr")
    before = town.kept()

    with pytest.raises(InvalidInput) as refusal:
        imported(town, FILE + "Hélène;helene@ville.fr;Gymnase;\n;;Piscine;\n")

    assert [
        ("line 4.email", "address-taken"),
        ("line 4.sites", "unknown-site"),
        ("line 5.name", "blank-text"),
    ] == sorted((problem.path, problem.code) for problem in refusal.value.problems)
    assert before == town.kept()


def test_who_imports_a_file_twice_is_told_of_every_address(town: Town) -> None:
    file = "nom;courriel\nLuc;luc@ville.fr\nLéa;lea@ville.fr\n"
    imported(town, file)

    with pytest.raises(InvalidInput) as refusal:
        imported(town, file)

    assert ["address-taken", "address-taken"] == [problem.code for problem in refusal.value.problems]


def test_ten_thousand_are_many_enough(town: Town) -> None:
    crowd = (NewUser(f"Luc {number}") for number in range(MOST_AT_ONCE + 1))

    with pytest.raises(InvalidInput) as refusal:
        created(town, *crowd)

    assert ("too-many-users", {"most": MOST_AT_ONCE}) == (refusal.value.code, refusal.value.facts)


def test_the_profile_must_be_there(town: Town) -> None:
    nowhere = ProfileId(town.school.id)

    with pytest.raises(NotFound, match="profile"):
        town.registre.rights.create_users(town.mayor, nowhere, [NewUser("Luc")])
    with pytest.raises(NotFound, match="profile"):
        town.registre.rights.import_users(town.mayor, nowhere, BytesIO(b"nom\nLuc"), sites=None)


@each_way
def test_the_sites_that_are_given_must_be_there(town: Town, create: Callable[[Town, Actor, NewUser], object]) -> None:
    before = town.kept()

    with pytest.raises(NotFound) as refusal:
        create(town, town.mayor, NewUser("Luc", sites=frozenset({SiteId(town.profile.id)})))

    assert ("site-not-found", before) == (refusal.value.code, town.kept())


# ---- guards ----------------------------------------------------------------------------------------------------------


@each_way
def test_nobody_creates_users_with_rights_that_he_does_not_have(
    town: Town, create: Callable[[Town, Actor, NewUser], object]
) -> None:
    granter, before = town.holder("users.create"), town.kept()

    with pytest.raises(Forbidden) as refusal:
        create(town, granter, NewUser("Luc"))

    assert [("grant-beyond-own", "sites.consult")] == [
        (reason.code, reason.facts["right"]) for reason in refusal.value.reasons
    ]
    assert before == town.kept()


@each_way
@pytest.mark.parametrize("where", ["on all sites", "on another"])
def test_nobody_creates_users_on_sites_that_are_not_his(
    town: Town, create: Callable[[Town, Actor, NewUser], object], where: str
) -> None:
    granter = town.holder("users.create", "sites.consult", sites=[town.school.id])
    beyond = None if where == "on all sites" else frozenset({town.school.id, town.pool.id})

    with pytest.raises(Forbidden) as refusal:
        create(town, granter, NewUser("Luc", sites=beyond))

    assert ["grant-beyond-own-sites"] == [reason.code for reason in refusal.value.reasons]


@each_way
def test_who_may_create_users_does_so_where_he_works_with_what_he_has(
    town: Town, create: Callable[[Town, Actor, NewUser], object]
) -> None:
    granter = town.holder("users.create", "sites.consult", sites=[town.school.id])
    before = town.head().number

    create(town, granter, NewUser("Luc", sites=frozenset({town.school.id})))

    assert before + 1 == town.head().number


def test_a_site_of_others_cannot_be_named_as_if_it_were_not_there(town: Town) -> None:
    granter = town.holder("users.create", "sites.consult", sites=[town.school.id])

    with pytest.raises(InvalidInput) as refusal:
        imported(town, "nom;sites\nLuc;École Jules-Ferry\nLéa;Piscine\nMax;Nulle part\n", granter)

    assert [("line 3.sites", "unknown-site"), ("line 4.sites", "unknown-site")] == [
        (problem.path, problem.code) for problem in refusal.value.problems
    ]


def test_a_site_is_found_among_more_than_fit_on_a_page(town: Town) -> None:
    for number in range(230):
        far = town.registre.workspace.add_site(
            town.mayor, name=f"Site {number}", erp_type=ErpType.R, category=Category.FIFTH
        )

    first, last = imported(town, "nom;sites\nLuc;École Jules-Ferry\nLéa;site 229\n").users

    assert frozenset({town.school.id}) == first.sites
    assert frozenset({far.id}) == last.sites


# ---- the file itself -------------------------------------------------------------------------------------------------


class Watching(BytesIO):
    """A file that comes in pieces, and must not be read while a transaction is open."""

    def __init__(self, town: Town, content: bytes) -> None:
        super().__init__(content)
        self._town = town

    def read(self, size: int | None = -1, /) -> bytes:
        require_no_transaction(self._town.storage)
        return super().read(min(size, 7) if size and size > 0 else size)


def test_a_file_comes_in_pieces_and_no_transaction_waits_for_them(town: Town) -> None:
    answer = town.registre.rights.import_users(town.mayor, town.profile.id, Watching(town, FILE.encode()), sites=None)

    assert ["Élodie Lefèvre", "Noël Œuvrard"] == [user.name for user in answer.users]


def test_a_file_that_is_far_too_large_is_not_read_to_its_end(town: Town) -> None:
    endless = BytesIO(b"x" * (MOST_BYTES + 2**20))

    with pytest.raises(InvalidInput) as refusal:
        town.registre.rights.import_users(town.mayor, town.profile.id, endless, sites=None)

    assert ("document-too-large", MOST_BYTES) == (refusal.value.code, refusal.value.facts["cap"])
    assert endless.read(1), "the rest was left"


def test_who_may_not_import_makes_nobody_read_his_file(town: Town) -> None:
    file = BytesIO(FILE.encode())

    with pytest.raises(Forbidden):
        town.registre.rights.import_users(town.holder("users.consult"), town.profile.id, file, sites=None)

    assert 0 == file.tell()


# ---- progress --------------------------------------------------------------------------------------------------------


def test_whoever_waits_is_told_how_far_it_is_and_of_the_end(town: Town) -> None:
    told: list[tuple[int, int]] = []
    rights = town.registre.rights

    def hear(done: int, total: int) -> None:
        told.append((done, total))

    rights.create_users(town.mayor, town.profile.id, [NewUser("Luc"), NewUser("Léa")], progress=hear)
    assert (2, 2) == told[-1]

    rights.import_users(town.mayor, town.profile.id, BytesIO(FILE.encode()), sites=None, progress=hear)
    assert [(1, 4), (2, 4)] == [step for step in told if step[1] == 4][:2]
    assert (4, 4) == told[-1]


def test_of_many_he_is_told_a_hundred_times_at_most_and_more_each_time(town: Town) -> None:
    told: list[tuple[int, int]] = []
    lines = "".join(f"Luc {number}\n" for number in range(777))
    town.registre.rights.import_users(
        town.mayor,
        town.profile.id,
        BytesIO(f"nom\n{lines}".encode()),
        sites=None,
        progress=lambda *step: told.append(step),
    )

    assert 50 < len(told) <= 100, "reading by itself is told some fifty times"
    assert (2 * 777, 2 * 777) == told[-1]
    assert sorted(set(told)) == told


class GivenUpError(Exception):
    """Somebody waits no longer."""


def test_who_gives_up_half_way_keeps_nothing(town: Town) -> None:
    before = town.kept()

    def give_up(done: int, total: int) -> None:
        if 2 * done > total:
            raise GivenUpError

    with pytest.raises(GivenUpError):
        town.registre.rights.import_users(
            town.mayor, town.profile.id, BytesIO(FILE.encode()), sites=None, progress=give_up
        )

    assert before == town.kept()
