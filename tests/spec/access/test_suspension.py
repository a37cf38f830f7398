"""The printed table of survival is what the front door does: every right, level, client and preset is walked through.

Source: release 1.47, «Facture impayée» (S2), read as mission.md, «While suspended», says.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from registre_core.access import ACTIONS, Action, Answer, Column, Gate, Survival, decide, survival_table
from registre_core.billing import Level, Standing, Survives
from registre_core.billing.tables import SUSPENDED_TEXT
from registre_core.clients import REQUIREMENTS, ClientPolicy
from registre_core.kernel.actors import Actor, Client, ClientKind
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.rights import AccountRights, Catalogue
from registre_core.testing.builders import a_user

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "suspension.md"
TODAY, CUT = date(2026, 3, 2), date(2026, 2, 20)
CATALOGUE = Catalogue()
ALLOWED = AccountRights.of(CATALOGUE, a_user(grants=CATALOGUE.every), None, TODAY)
TOWN = WorkspaceId(UUID(int=1))

PLACES = [(preset, column) for preset in (Survives.SAFETY, Survives.SOURCE) for column in (Column.WEB, Column.MOBILE)]
"""As the columns of the table come."""
STANDINGS = {
    Level.CLEAR: Standing(),
    Level.DUE_SOON: Standing(Level.DUE_SOON, date(2026, 3, 9), date(2026, 4, 8)),
    Level.OVERDUE: Standing(Level.OVERDUE, date(2026, 4, 8), date(2026, 4, 8)),
    Level.SUSPENDED: Standing(Level.SUSPENDED, None, CUT),
}
VERSIONS = {ClientKind.WEB: ("1.47", "1.46"), ClientKind.MOBILE: ("1.9.1", "1.9")}
"""Of each kind that has one: recent enough, and too old."""
NAMED = [*CATALOGUE.rights, ""]
"""Every right, and what is everybody's."""


def printed() -> dict[str, list[Survival]]:
    """Read the page: by right, what becomes of it in each column."""
    rows = re.findall(r"^\| (?!-|Module)(.*) \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    cells = [[cell.strip() for cell in re.split(r" \| ", row)] for row in rows]
    return {row[2].strip("`"): [Survival(cell) for cell in row[3:8]] for row in cells}


TABLE = printed()


def kept(right: str, preset: Survives, kind: ClientKind) -> Survival:
    """Look up what the page says of a right while access is cut."""
    column = Column.MOBILE if kind is ClientKind.MOBILE else Column.WEB
    return TABLE[right][PLACES.index((preset, column))]


def action_on(right: str) -> Action:
    return Action("probe", "Essayer", right) if right else Action("probe", "Essayer", everybody=True)


def ask(right: str, client: Client, level: Level, preset: Survives, *, running: bool) -> Answer:
    actor = Actor.user(ALLOWED.user.id, TOWN, client=client)
    gate = Gate.of(client, ClientPolicy(), STANDINGS[level], preset)
    return decide(action_on(right), actor, ALLOWED, gate=gate, running=running)


def codes(answer: Answer) -> list[str]:
    return [reason.code for reason in answer.reasons]


def test_the_page_prints_the_table_that_the_front_door_reads() -> None:
    assert survival_table(CATALOGUE) in PAGE.read_text(encoding="utf-8"), f"print it anew:\n{survival_table(CATALOGUE)}"


def test_the_page_has_a_row_for_every_right_and_names_every_action_of_users() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert set(NAMED) == set(TABLE)
    assert [] == [action.name for action in ACTIONS.values() if _is_of_users(action) and action.french not in text]


def _is_of_users(action: Action) -> bool:
    return action.everybody or action.right is not None


@pytest.mark.parametrize("preset", Survives)
@pytest.mark.parametrize("kind", ClientKind)
def test_while_access_is_cut_what_the_page_says_is_done(kind: ClientKind, preset: Survives) -> None:
    client = Client(kind, VERSIONS.get(kind, ("",))[0])
    refusals = {
        Survival.YES: [[], []],
        Survival.RUNNING: [[], ["access-suspended"]],
        Survival.NO: [["access-suspended"], ["access-suspended"]],
    }

    assert {right: refusals[kept(right, preset, kind)] for right in NAMED} == {
        right: [codes(ask(right, client, Level.SUSPENDED, preset, running=running)) for running in (True, False)]
        for right in NAMED
    }


@pytest.mark.parametrize("level", [Level.CLEAR, Level.DUE_SOON, Level.OVERDUE])
@pytest.mark.parametrize("kind", ClientKind)
def test_before_it_is_cut_everything_goes_on(kind: ClientKind, level: Level) -> None:
    client = Client(kind, VERSIONS.get(kind, ("",))[0])

    assert [] == [
        (right, preset)
        for right in NAMED
        for preset in Survives
        if not ask(right, client, level, preset, running=False)
    ]


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("preset", Survives)
@pytest.mark.parametrize("kind", VERSIONS)
@pytest.mark.parametrize("running", [True, False])
def test_while_an_update_is_required_what_the_page_says_is_done(
    running: bool,  # noqa: FBT001
    kind: ClientKind,
    preset: Survives,
    level: Level,
) -> None:
    """Beside the cut, if access is cut too: then both must let him pass."""
    client, is_cut = Client(kind, VERSIONS[kind][1]), level is Level.SUSPENDED

    def expected(right: str) -> list[str]:
        said = {"client-too-old": TABLE[right][-1], "access-suspended": kept(right, preset, kind)}
        asked = [code for code in said if is_cut or code == "client-too-old"]
        return [code for code in asked if said[code] is Survival.NO or (said[code] is Survival.RUNNING and not running)]

    assert {right: expected(right) for right in NAMED} == {
        right: codes(ask(right, client, level, preset, running=running)) for right in NAMED
    }


@pytest.mark.parametrize("kind", ClientKind)
def test_machines_are_never_asked_for_a_version(kind: ClientKind) -> None:
    answer = ask("sites.consult", Client(kind), Level.CLEAR, Survives.SAFETY, running=False)

    assert (["client-version-unknown"] if kind in REQUIREMENTS else []) == codes(answer)


def test_the_table_says_what_the_mission_says() -> None:
    """Written out once more, since a table that is printed from the code agrees with it whatever it says."""
    on_the_web = {"invoices.consult", "summary.consult", "summary.generate"}
    finishing = {"watch.consult", "watch.record", "interventions.sign", "permits.sign"}
    expected = {
        Survival.YES: [on_the_web | {"register.export"}, {"register.export"}, on_the_web, set(), set()],
        Survival.RUNNING: [finishing, finishing, set(), set(), finishing],
    }

    for survival, columns in expected.items():
        said = [{right for right, kept in TABLE.items() if right and kept[place] is survival} for place in range(5)]
        assert columns == said


def test_a_right_of_a_plug_in_opens_nothing_while_access_is_cut() -> None:
    gate = Gate.of(Client.web("1.47"), ClientPolicy(), STANDINGS[Level.SUSPENDED], Survives.SAFETY)

    assert ["access-suspended"] == [reason.code for reason in gate.against("ghosts.haunt", running=True)]


# ---- what is shown beside --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("right, passes", [("invoices.consult", True), ("sites.consult", False)])
@pytest.mark.parametrize("level", Level)
def test_the_banner_comes_with_every_answer_yes_or_no(level: Level, right: str, passes: bool) -> None:  # noqa: FBT001
    answer = ask(right, Client.web("1.47"), level, Survives.SAFETY, running=False)

    assert STANDINGS[level].banner == answer.banner
    assert (passes or level is not Level.SUSPENDED) is bool(answer)


@pytest.mark.parametrize(
    "client, advice",
    [
        (Client.web("1.47"), None),
        (Client.web("1.46"), "actualisez la page"),
        (Client.mobile("1"), "mettez à jour l'application"),
    ],
)
def test_what_to_do_about_the_client_comes_with_it_too(client: Client, advice: str | None) -> None:
    assert advice == ask("sites.consult", client, Level.CLEAR, Survives.SAFETY, running=False).advice


def test_a_cut_says_since_when_and_in_the_words_of_the_banner() -> None:
    [reason] = ask("sites.consult", Client.web("1.47"), Level.SUSPENDED, Survives.SAFETY, running=False).reasons

    assert {"cut_off_on": "2026-02-20", "text": SUSPENDED_TEXT} == reason.facts


def test_an_account_that_is_cut_off_without_a_day_is_cut_off_all_the_same() -> None:
    gate = Gate.of(Client.web("1.47"), ClientPolicy(), Standing(Level.SUSPENDED), Survives.SAFETY)

    assert not gate.is_open
    assert gate.against("sites.consult", running=False)


def test_a_refusal_is_worked_out_once_and_remembered_by_its_gate_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registre_core.access.gates.MOST_TOLD", 2)
    nobody = AccountRights.of(CATALOGUE, a_user(), None, TODAY)
    actor = Actor.user(nobody.user.id, TOWN, client=Client.web("1.47"))
    orange = Gate.of(Client.web("1.47"), ClientPolicy(), STANDINGS[Level.DUE_SOON], Survives.SAFETY)

    said = {}
    for right in ("sites.consult", "users.consult", "findings.consult", "sites.consult"):
        first, second = (decide(action_on(right), actor, nobody, gate=orange) for _ in range(2))
        assert first is second
        said[right] = first

    assert ["right-not-held"] * 3 == [code for answer in said.values() for code in codes(answer)]
    assert set(said) == {answer.reasons[0].facts["right"] for answer in said.values()}
    assert orange.standing.banner == said["sites.consult"].banner
