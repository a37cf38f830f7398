"""The strict converter: names of fields are stored names, nothing is coerced, every problem has its path."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from attrs import frozen

from registre_core.codec import from_builtins, public_builtins, to_builtins
from registre_core.findings import CreatedBy, Finding, Kind
from registre_core.interventions import Intervention
from registre_core.kernel.actors import ClientKind
from registre_core.kernel.errors import InvalidInput
from registre_core.ports.storage import Notice
from registre_core.rights import Profile, User
from registre_core.testing.builders import (
    a_contact,
    a_document,
    a_finding,
    a_notice,
    a_person,
    a_profile,
    a_site,
    a_user,
    an_intervention,
)
from registre_core.workspace import Category, Contact, ErpType, Site

SCHOOL = a_site()
STORED: dict[str, Any] = {
    "id": str(SCHOOL.id),
    "name": "École élémentaire Jules-Ferry",
    "erp_type": "R",
    "category": 3,
    "address": "12 rue de l’Égalité\n42000 Saint-Étienne",
    "closed_on": None,
    "version": 1,
}


def problems_of(kind: type[Any], data: object) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refusal:
        from_builtins(kind, data)
    return {problem.path: problem.message for problem in refusal.value.problems}


def test_a_site_as_it_is_stored() -> None:
    assert STORED == to_builtins(SCHOOL)
    assert SCHOOL == from_builtins(Site, STORED)


def test_what_is_stored_is_plain_to_the_last_member() -> None:
    stored = to_builtins(a_finding())

    assert [str, str, str] == [type(stored["kind"]), type(stored["id"]), type(stored["created_by"]["channel"])]
    assert int is type(to_builtins(SCHOOL)["category"])


def test_what_is_read_is_of_its_type_to_the_last_member() -> None:
    site, finding = from_builtins(Site, STORED), from_builtins(Finding, to_builtins(a_finding()))

    assert (ErpType.R, Category.THIRD) == (site.erp_type, site.category)
    assert [ErpType, Category, Kind, ClientKind] == [
        type(site.erp_type),
        type(site.category),
        type(finding.kind),
        type(finding.created_by.channel),
    ]


def test_sets_come_sorted() -> None:
    profile = a_profile(rights=frozenset({"b.b", "a.a", "c.c"}))

    assert ["a.a", "b.b", "c.c"] == to_builtins(profile)["rights"]


MISTYPED = [
    # field, value, what is said
    ("name", 3, "expected str, not int"),
    ("name", None, "expected str, not NoneType"),
    ("name", ["École"], "expected str, not list"),
    ("version", "3", "expected int, not str"),
    ("version", True, "expected int, not bool"),
    ("version", 3.0, "expected int, not float"),
    ("version", None, "expected int, not NoneType"),
    ("category", "3", "expected one of 1, 2, 3, 4, 5, not '3'"),
    ("category", True, "expected one of 1, 2, 3, 4, 5, not True"),
    ("category", 6, "6 is not a valid Category"),
    ("erp_type", "r", "'r' is not a valid ErpType"),
    ("id", 5, "expected a text, not int"),
    ("id", "5", "badly formed hexadecimal UUID string"),
    ("id", str(SCHOOL.id).upper(), f"expected {SCHOOL.id}, not {str(SCHOOL.id).upper()}"),
    ("id", SCHOOL.id.hex, f"expected {SCHOOL.id}, not {SCHOOL.id.hex}"),
]


@pytest.mark.parametrize("name, value, said", MISTYPED)
def test_no_primitive_is_taken_for_another(name: str, value: object, said: str) -> None:
    assert {name: said} == problems_of(Site, {**STORED, name: value})


@pytest.mark.parametrize(
    "written",
    [
        "2026-03-02T08:00:00Z",
        "2026-03-02 08:00:00+00:00",
        "20260302T080000+0000",
        "2026-03-02T08:00:00.000+00:00",
        "no",
    ],
)
def test_an_instant_is_read_in_the_one_form_in_which_it_is_written(written: str) -> None:
    assert {"created_at"} == set(problems_of(Finding, {**to_builtins(a_finding()), "created_at": written}))


def test_an_instant_without_its_offset_is_refused_like_in_the_entity() -> None:
    naive = datetime(2026, 3, 2, 8).isoformat()  # noqa: DTZ001  # that is the point
    said = "'created_at' must carry its offset from UTC"

    assert {"created_at": said} == problems_of(Finding, {**to_builtins(a_finding()), "created_at": naive})


@pytest.mark.parametrize("written", ["2026-W10-1", "20260302", "2026-03-02T00:00:00", "2026-02-30", 2026])
def test_a_day_is_read_in_the_one_form_in_which_it_is_written(written: object) -> None:
    assert {"planned_on"} == set(problems_of(Intervention, {**to_builtins(an_intervention()), "planned_on": written}))


@pytest.mark.parametrize("value", ["abc", "", {}, {"a": 1}, 5, None])
def test_a_set_or_a_tuple_is_read_from_a_list_and_from_nothing_else(value: object) -> None:
    assert {"rights"} == set(problems_of(Profile, {**to_builtins(a_profile()), "rights": value}))
    assert {"contractors"} == set(problems_of(Intervention, {**to_builtins(an_intervention()), "contractors": value}))


def test_a_member_of_a_set_comes_once() -> None:
    assert {"rights": "expected each member once"} == problems_of(
        Profile, {**to_builtins(a_profile()), "rights": ["a.a", "b.b", "a.a"]}
    )


@pytest.mark.parametrize("value", [[], "", [["a", 1]], None])
def test_facts_are_read_from_an_object_and_from_nothing_else(value: object) -> None:
    said = f"expected an object, not {type(value).__name__}"

    assert {"facts": said} == problems_of(Notice, {**to_builtins(a_notice()), "facts": value})


def test_facts_may_say_nothing() -> None:
    notice = a_notice(facts={"site": None})

    assert notice == from_builtins(Notice, to_builtins(notice))


@pytest.mark.parametrize("value", [1.5, [1], {}])
def test_a_fact_is_plain(value: object) -> None:
    said = "expected a text, a whole number, a truth value or nothing, not " + type(value).__name__

    assert {"facts[when]": said} == problems_of(Notice, {**to_builtins(a_notice()), "facts": {"when": value}})


@pytest.mark.parametrize("data", [None, [], "abc", 5, [STORED], b"{}"])
def test_an_entity_is_read_from_an_object(data: object) -> None:
    assert {"$": f"expected an object, not {type(data).__name__}"} == problems_of(Site, data)


def test_everything_wrong_is_told_at_once_with_its_path() -> None:
    expected = {
        "name": "the field is missing",
        "category": "expected one of 1, 2, 3, 4, 5, not '3'",
        "surface": "there is no such field",
        "étage": "there is no such field",
    }
    data = {key: value for key, value in STORED.items() if key != "name"}

    assert expected == problems_of(Site, {**data, "category": "3", "surface": 1, "étage": 2})


def test_paths_lead_into_lists_and_things_within_things() -> None:
    intervention = to_builtins(an_intervention(reports=(a_document(), a_document(b"2"))))
    intervention["reports"][1] |= {"name": 5, "pages": 3}
    finding = to_builtins(a_finding())
    finding["passage"]["parts"][0]["quads"][1]["x0"] = "72"
    del finding["created_by"]["person"]["name"]

    assert {"reports[1].name", "reports[1].pages"} == set(problems_of(Intervention, intervention))
    assert {"passage.parts[0].quads[1].x0", "created_by.person.name"} == set(problems_of(Finding, finding))


def test_broken_invariants_are_told_beside_the_rest_each_with_its_path() -> None:
    intervention = to_builtins(an_intervention(reports=(a_document(), a_document(b"2"))))
    intervention["reports"][0] |= {"name": " ", "size": 0}
    intervention["reports"][1]["digest"] = 5

    with pytest.raises(InvalidInput) as refusal:
        from_builtins(Intervention, intervention)

    assert {
        ("reports[0].name", "blank-text"),
        ("reports[0].size", "number-too-small"),
        ("reports[1].digest", "malformed-data"),
    } == {(problem.path, problem.code) for problem in refusal.value.problems}


def test_the_public_form_leaves_out_what_is_personal_and_nothing_else() -> None:
    contact, stored = a_contact(), to_builtins(a_contact())

    assert stored.keys() - {"name", "email", "phone"} == public_builtins(contact).keys()


def test_the_public_form_leaves_it_out_at_any_depth() -> None:
    finding = a_finding(created_by=CreatedBy(a_person(name="Anne"), ClientKind.WEB, "M. Petit"))

    assert {"person": {"id": str(finding.created_by.id)}, "channel": "web"} == public_builtins(finding)["created_by"]


def test_nothing_limits_a_user_of_all_sites_and_nobody_works_on_none() -> None:
    assert None is from_builtins(User, to_builtins(a_user(sites=None))).sites
    assert frozenset() == from_builtins(User, to_builtins(a_user(sites=frozenset()))).sites


def test_a_contact_of_no_firm_stays_of_no_firm() -> None:
    assert None is from_builtins(Contact, to_builtins(a_contact())).contractor_id


@frozen
class Plain:
    """Everything a field may be."""

    day: date
    at: datetime
    key: UUID
    ratio: float


def test_a_number_may_be_written_without_its_point() -> None:
    data = {"day": "2026-03-02", "at": "2026-03-02T08:00:00+00:00", "key": str(SCHOOL.id), "ratio": 72}
    read = from_builtins(Plain, data)

    assert (float, 72.0) == (type(read.ratio), read.ratio)
    assert {"ratio": "expected a number, not bool"} == problems_of(Plain, {**data, "ratio": True})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**400], ids=["not a number", "infinite", "too large"])
def test_a_number_that_no_page_has_is_refused(value: float) -> None:
    with pytest.raises(InvalidInput) as refusal:
        from_builtins(float, value)

    assert "malformed-data" == refusal.value.code
