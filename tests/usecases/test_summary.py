"""The summary of one or several sites: what it tells, of whom, and what stays possible while access is cut (S2, T3)."""

import csv
import json
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO, StringIO
from itertools import pairwise

import pytest
from attrs import evolve
from tests.usecases.debts import TELEPHONE, day, debt_free, refusals, suspend, under
from tests.usecases.forgeries import cut, forge
from tests.usecases.town import TODAY, WEB, Town, twin_of

from registre_core import Actor, Client, ConfigurationError, IntegrityBreach, InvalidInput, NotFound
from registre_core.billing import BillingPolicy, Survives
from registre_core.codec import canonical_bytes, digested
from registre_core.commissions import Favour
from registre_core.findings import Finding, Kind, Severity, State
from registre_core.interventions import Status
from registre_core.kernel.identifiers import FindingId
from registre_core.permits import Colour, PermitState
from registre_core.ports import Rendered
from registre_core.ports.renderer import Printable, SummarySheet
from registre_core.services.summary import RowsFormat
from registre_core.summary import Item, Presence, Summary


def found_wrong(town: Town, *severities: Severity, text: str = "Porte bloquée", due: int | None = None) -> None:
    """Put open anomalies of the school into storage, each one an hour younger than the one before."""
    with town.storage.inner.begin(town.workspace) as tx:
        for number, severity in enumerate(severities):
            tx.findings.add(
                Finding(
                    id=FindingId(town.ids.new()),
                    kind=Kind.ANOMALY,
                    site_id=town.school.id,
                    intervention_id=None,
                    text=text,
                    passage=None,
                    created_by=town.finding.created_by,
                    created_at=town.finding.created_at + timedelta(hours=number),
                    severity=severity,
                    due_on=None if due is None else day(due),
                )
            )
        tx.commit()


def anchored(town: Town) -> bytes:
    into = BytesIO()
    town.registre.register.anchor(town.operator, into)
    return into.getvalue()


def rows(town: Town, form: RowsFormat = RowsFormat.CSV) -> bytes:
    into = BytesIO()
    town.registre.summary.rows(town.mayor, into, form=form)
    return into.getvalue()


class Keeping:
    """A renderer that keeps what it is given."""

    def __init__(self) -> None:
        self.sheets: list[SummarySheet] = []

    def render(self, printable: Printable) -> Rendered:
        assert isinstance(printable, SummarySheet)
        self.sheets.append(printable)
        return Rendered(b"%PDF-", {})


# ---- what it tells ---------------------------------------------------------------------------------------------------


def test_it_tells_of_every_site_by_name_also_of_one_that_is_closed(town: Town) -> None:
    told = town.registre.summary.of(town.mayor)

    assert ["École Jules-Ferry", "Piscine", "Théâtre"] == [one.site.name for one in told.sites]
    assert ("Ville de Nantes", town.workspace, TODAY) == (told.workspace, told.workspace_id, told.on)


def test_it_tells_what_each_site_has_and_nothing_of_another(town: Town) -> None:
    school, pool, theatre = town.registre.summary.of(town.mayor).sites

    assert (1, 1, 0) == tuple(one.findings.number() for one in (school, pool, theatre))
    assert (1, 1, 0) == tuple(one.interventions.number(Status.CLOSED) for one in (school, pool, theatre))
    assert 1 == school.interventions.number(Status.PLANNED, type_code="maintenance")
    assert (len(town.permits), 1, 0) == tuple(sum(one.permits.states.values()) for one in (school, pool, theatre))
    assert (2, 2, 0) == tuple(one.visits.count for one in (school, pool, theatre))


def test_it_tells_what_the_commission_thinks_apart_from_what_binds(town: Town) -> None:
    (school, *_) = town.registre.summary.of(town.mayor).sites

    assert school.visits.opinion is not None
    assert (town.at_hand.judged.visited_on, Favour.FAVOURABLE) == (
        school.visits.opinion.visited_on,
        school.visits.opinion.favour,
    )
    assert (town.at_hand.announced.visited_on, ()) == (school.visits.announced_on, school.visits.orders)


def test_it_tells_permits_as_their_list_does(town: Town) -> None:
    (school, *_) = town.registre.summary.of(town.mayor).sites
    listed = town.registre.permits.page(town.mayor, site=town.school.id, limit=200).items

    assert sum(one.state is PermitState.CLOSING for one in listed) == school.permits.states[PermitState.CLOSING]
    assert sum(one.colour is Colour.GREY for one in listed) == school.permits.colours[Colour.GREY]


def test_it_tells_item_by_item_what_the_law_wants(town: Town) -> None:
    (school, *_, theatre) = town.registre.summary.of(town.mayor).sites
    held = {one.requirement.item: one.presence for one in school.completeness}

    assert (Presence.HELD, Presence.HELD, Presence.MISSING) == tuple(
        held[item] for item in (Item.CHECKS, Item.STAFF, Item.EVACUATION)
    )
    assert {Presence.MISSING, Presence.NOTHING} == {one.presence for one in theatre.completeness}


def test_the_gravest_come_first_and_the_oldest_of_them_before_the_others(town: Town) -> None:
    found_wrong(town, Severity.MINOR, Severity.CRITICAL, Severity.MAJOR, Severity.CRITICAL)
    told = town.registre.summary.of(town.mayor).gravest

    assert ["critical", "critical", "major", "major", "major", "minor"] == [one.severity for one in told]
    assert [] == [one.id for one, other in pairwise(told) if one.severity is other.severity and one.id > other.id]


def test_what_has_no_row_is_counted(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registre_core.services.summary.surveying.MOST_ROWS", 3)
    found_wrong(town, *[Severity.CRITICAL] * 4)
    told = town.registre.summary.of(town.mayor)

    assert (3, 3, 6) == (len(told.gravest), told.left_out, told.open_findings)
    assert 6 == sum(site.findings.number() for site in told.sites)


def test_what_is_settled_has_no_row(town: Town) -> None:
    town.registre.findings.set_aside(town.mayor, town.finding.id, reason="local démoli")
    told = town.registre.summary.of(town.mayor)

    assert [town.pool_finding.id] == [one.id for one in told.gravest]
    assert (0, 1) == (told.sites[0].findings.number(), told.sites[0].findings.number(State.NOT_APPLICABLE))


def test_it_says_where_the_register_ends(town: Town) -> None:
    told, last = town.registre.summary.of(town.mayor).register, town.entries()[-1]

    assert (last.heading.number, last.link.hex(), last.heading.recorded_at) == (
        told.number,
        told.link,
        told.recorded_at,
    )


# ---- of which sites, of which day ------------------------------------------------------------------------------------


def test_whoever_works_on_one_site_is_told_of_that_one(town: Town) -> None:
    keeper = town.holder("summary.consult", sites=[town.pool.id])
    told = town.registre.summary.of(keeper)

    assert ["Piscine"] == [one.site.name for one in told.sites]
    assert [town.pool_finding.id] == [one.id for one in told.gravest]


def test_whoever_works_nowhere_is_told_of_nothing(town: Town) -> None:
    told = town.registre.summary.of(town.holder("summary.consult", sites=[]))

    assert ((), (), 0) == (told.sites, told.gravest, told.left_out)


def test_sites_that_are_named_are_told_of_once_and_by_name(town: Town) -> None:
    told = town.registre.summary.of(town.mayor, sites=[town.pool.id, town.school.id, town.pool.id])

    assert ["École Jules-Ferry", "Piscine"] == [one.site.name for one in told.sites]


def test_a_site_that_is_not_his_is_not_there_wherever_it_is_named(town: Town) -> None:
    keeper = town.holder("summary.consult", sites=[town.school.id])
    for named in ([town.school.id, town.pool.id], [town.pool.id, town.school.id]):
        with pytest.raises(NotFound) as refusal:
            town.registre.summary.of(keeper, sites=named)
        assert ("site-not-found", str(town.pool.id)) == (refusal.value.code, refusal.value.facts["site"])


def test_a_day_to_come_counts_what_will_be_late_by_then(town: Town) -> None:
    found_wrong(town, Severity.MAJOR, due=3)
    now, then = (town.registre.summary.of(town.mayor, on=on) for on in (None, day(4)))
    today, soon = now.sites[0], then.sites[0]

    assert [(TODAY, TODAY), (TODAY, day(4))] == [(one.told_on, one.on) for one in (now, then)]
    assert (0, 1) == (today.findings.overdue(), soon.findings.overdue())
    assert (0, 1) == (today.interventions.number(Status.OVERDUE), soon.interventions.number(Status.OVERDUE))


def test_a_day_that_is_past_is_refused_since_the_state_of_that_day_is_another(town: Town) -> None:
    with pytest.raises(InvalidInput) as refusal:
        town.registre.summary.of(town.mayor, on=TODAY - timedelta(days=1))

    assert ("summary-day-past", "on") == (refusal.value.code, refusal.value.problems[0].path)


def test_permits_count_for_a_year(town: Town) -> None:
    (school, *_) = town.registre.summary.of(town.mayor).sites
    town.clock.advance(timedelta(days=400))
    (later, *_) = town.registre.summary.of(town.mayor).sites

    assert (date(2025, 3, 2), {}) == (school.permits.since, later.permits.states)


# ---- the last anchor -------------------------------------------------------------------------------------------------


def test_the_anchor_that_the_host_shows_is_told(town: Town) -> None:
    anchor, head = anchored(town), town.head()
    told = town.registre.summary.of(town.mayor, anchor=anchor).anchor

    assert told is not None
    assert (head.number, head.link.hex(), town.clock.now()) == (told.number, told.link, told.taken_at)
    assert town.registre.ports.attestor is not None
    assert town.registre.ports.attestor.signer == told.signer


def test_without_one_nothing_is_claimed(town: Town) -> None:
    assert town.registre.summary.of(town.mayor).anchor is None


@pytest.mark.parametrize("rewrite", [forge, cut], ids=["rewritten", "cut short"])
def test_a_register_that_is_another_one_than_at_the_anchor_is_not_summed_up_under_it(
    town: Town, rewrite: Callable[[Town, int], None]
) -> None:
    anchor = anchored(town)
    rewrite(town, 5)

    with pytest.raises(IntegrityBreach, match="anchor") as breach:
        town.registre.summary.of(town.mayor, anchor=anchor)

    assert "anchor-disagrees" == breach.value.code


def test_an_anchor_of_another_database_is_refused(town: Town) -> None:
    anchor = anchored(town)
    other = town.registre.workspace.found(Actor.operator(), name="Rezé", administrator="Léa Maire")
    stranger = Actor.user(other.administrator.id, other.workspace.id, client=WEB)

    with pytest.raises(InvalidInput) as refusal:
        town.registre.summary.of(stranger, anchor=anchor)

    assert "anchor-of-others" == refusal.value.code


# ---- the same state gives the same bytes -----------------------------------------------------------------------------


def test_the_same_state_gives_the_same_bytes_and_another_one_gives_others(town: Town) -> None:
    print_it, first = town.registre.summary.print, rows(town, RowsFormat.JSON)
    again, printed = rows(town, RowsFormat.JSON), print_it(town.mayor)
    assert (first, printed) == (again, print_it(town.mayor))

    found_wrong(town, Severity.MINOR)

    assert first != rows(town, RowsFormat.JSON)
    assert printed != print_it(town.mayor)


def test_the_digest_is_that_of_what_is_told(town: Town) -> None:
    told = town.registre.summary.of(town.mayor)
    said = json.loads(rows(town, RowsFormat.JSON))

    assert digested(told) == told
    assert told.digest == said["digest"] == sha256(canonical_bytes(said["summary"])).hexdigest()


# ---- rows and print --------------------------------------------------------------------------------------------------


def test_rows_are_all_of_them_also_those_that_print_leaves_out(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registre_core.services.summary.surveying.MOST_ROWS", 1)
    found_wrong(town, Severity.MAJOR, Severity.CRITICAL)
    table = list(csv.DictReader(StringIO(rows(town).decode("utf-8-sig")), delimiter=";"))
    data = json.loads(rows(town, RowsFormat.JSON))

    assert ["Critique", "Majeure", "Majeure", "Majeure"] == [one["Gravité"] for one in table]
    assert [one["Identifiant"] for one in table] == [one["id"] for one in data["findings"]]
    assert (1, 3) == (len(data["summary"]["gravest"]), data["summary"]["left_out"])


def test_what_a_spreadsheet_would_compute_is_not_computed(town: Town) -> None:
    found_wrong(town, Severity.CRITICAL, text='=HYPERLINK("http://exemple.fr")')
    (first, *_) = csv.DictReader(StringIO(rows(town).decode("utf-8-sig")), delimiter=";")

    assert '\'=HYPERLINK("http://exemple.fr")' == first["Constat"]


def test_the_printed_summary_carries_all_rows(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registre_core.services.summary.surveying.MOST_ROWS", 1)
    keeping = Keeping()
    there = town.with_ports(renderer=keeping)
    there.registre.summary.print(town.mayor)

    (sheet,) = keeping.sheets
    assert (rows(town, RowsFormat.JSON), 1) == (sheet.data().read(), len(sheet.summary.gravest))


def test_it_is_printed_after_everything_was_read_and_nothing_is_recorded(town: Town) -> None:
    before = town.kept()
    town.registre.summary.print(town.mayor)
    town.registre.summary.of(town.mayor)
    rows(town)

    assert before == town.kept()


def test_without_a_printer_it_is_said_which_setting_is_missing(town: Town) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        town.with_ports(renderer=None).registre.summary.print(town.mayor)

    assert "no-renderer" == refusal.value.code


def test_whoever_waits_is_told_how_far_it_is_up_to_the_end(town: Town) -> None:
    found_wrong(town, *[Severity.MINOR] * 40)
    summing = town.registre.summary
    steps: list[list[tuple[int, int]]] = [[], [], []]
    summing.of(town.mayor, progress=lambda *step: steps[0].append(step))
    summing.rows(town.mayor, BytesIO(), progress=lambda *step: steps[1].append(step))
    summing.print(town.mayor, progress=lambda *step: steps[2].append(step))

    assert [(6, 6), (42, 42), (43, 43)] == [told[-1] for told in steps]
    assert all(one < other for told in steps for (one, _), (other, _) in pairwise(told))


def test_rows_of_nothing_are_a_table_with_its_titles(town: Town) -> None:
    into, told = BytesIO(), list[tuple[int, int]]()
    town.registre.summary.rows(town.mayor, into, sites=[town.theatre.id], progress=lambda *step: told.append(step))

    assert (1, [(1, 1)]) == (into.getvalue().count(b"\r\n"), told)


# ---- while access is cut ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", Survives)
@pytest.mark.parametrize("client, expected", [(WEB, []), (TELEPHONE, ["access-suspended"])], ids=["web", "mobile"])
def test_while_access_is_cut_the_summary_stays_possible_on_the_web_and_not_on_the_telephone(
    founded: Town, client: Client, expected: list[str], preset: Survives
) -> None:
    town = debt_free(twin_of(founded))
    suspend(town)
    summing = under(town, BillingPolicy(survives=preset)).registre.summary
    actor = evolve(town.mayor, client=client)

    assert [expected] * 3 == [
        refusals(lambda: summing.of(actor)),
        refusals(lambda: summing.rows(actor, BytesIO())),
        refusals(lambda: summing.print(actor)),
    ]


def test_it_says_the_same_as_before_the_cut(founded: Town) -> None:
    town = debt_free(twin_of(founded))
    before: Summary = town.registre.summary.of(town.mayor)
    suspend(town)

    assert before == town.registre.summary.of(town.mayor)


@pytest.mark.parametrize(
    "right, expected",
    [("summary.consult", [True, False, False]), ("summary.generate", [True, True, True]), (None, [False] * 3)],
)
def test_it_stays_possible_to_whoever_has_the_right_and_to_nobody_else(
    founded: Town, right: str | None, expected: list[bool]
) -> None:
    town = debt_free(twin_of(founded))
    suspend(town)
    summing, somebody = town.registre.summary, town.holder(right) if right else town.somebody()

    assert expected == [
        not refusals(lambda: summing.of(somebody)),
        not refusals(lambda: summing.rows(somebody, BytesIO())),
        not refusals(lambda: summing.print(somebody)),
    ]
