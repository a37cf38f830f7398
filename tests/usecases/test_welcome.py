"""How somebody is received: client, banner, modules and actions, whatever speaks against him."""

from datetime import timedelta

import pytest
from attrs import evolve
from tests.usecases.debts import TELEPHONE, debt_free, suspend, under
from tests.usecases.town import WEB, Town

from registre_core import Actor, Client, Forbidden
from registre_core.access import ACTIONS, Welcome
from registre_core.billing import BillingPolicy, Colour, Survives
from registre_core.billing.tables import DUE_SOON_TEXT, OVERDUE_TEXT, SUSPENDED_TEXT
from registre_core.clients import ClientPolicy, ClientState, Requirement
from registre_core.kernel.actors import ClientKind

BUTTON = "régulariser mes factures"


def received(town: Town, actor: Actor, client: Client | None = None) -> Welcome:
    return town.registre.access.welcome(evolve(actor, client=client or actor.client))


def codes(seen: Welcome) -> list[str]:
    return [right.code for module in seen.modules for right in module.rights]


def test_a_page_learns_what_it_needs_in_one_question(town: Town) -> None:
    clerk = town.holder("findings.create")

    seen = received(debt_free(town), clerk)

    assert (ClientState.OK, None, "Version 1.47") == (seen.client.state, seen.banner, seen.footer)
    assert ["findings.consult", "findings.create"] == codes(seen)
    assert [("Gestion du bâtiment", "Anomalies et observations")] == [
        (module.group.french, module.french) for module in seen.modules
    ]
    assert (
        "extraction.accept",
        "findings.record",
        "findings.duplicates",
        "findings.show",
        "findings.page",
        "findings.export",
        "findings.see_again",
    ) == tuple(name for name in seen.actions if not ACTIONS[name].everybody)


def test_every_action_that_is_named_is_open_and_no_other_is(town: Town) -> None:
    everything = received(debt_free(town), town.mayor)

    assert set(everything.actions) == {name for name, row in ACTIONS.items() if row.right or row.everybody}


def test_the_banners_come_by_themselves_as_days_pass(town: Town) -> None:
    """The town owes an invoice that is due in a week, and has another on hold until the thirtieth."""
    told = []
    for days in (0, 7, 1, 28, 1):
        town.clock.advance(timedelta(days=days))
        banner = received(town, town.mayor).banner
        told.append(None if banner is None else (banner.colour, banner.text, banner.button))

    assert (Colour.ORANGE, DUE_SOON_TEXT.format(day="09/03/2026"), BUTTON) == told[0] == told[1]
    assert (Colour.RED, OVERDUE_TEXT.format(day="31/03/2026"), BUTTON) == told[2]
    assert (Colour.RED, SUSPENDED_TEXT, BUTTON) == told[3] == told[4]


@pytest.mark.parametrize(
    "rights, client, button",
    [
        (["invoices.consult"], WEB, BUTTON),
        (["sites.consult"], WEB, None),
        (["invoices.consult"], TELEPHONE, None),
        (["invoices.consult"], Client(ClientKind.API), BUTTON),
        (["invoices.consult"], Client.web("1.46"), None),
    ],
    ids=["who may see invoices", "who may not", "on a telephone, where nothing is left", "a program", "too old a page"],
)
def test_while_access_is_cut_the_button_is_there_for_whom_it_would_lead_somewhere(
    town: Town, rights: list[str], client: Client, button: str | None
) -> None:
    suspend(town)
    banner = received(town, town.holder(*rights), client).banner

    assert banner is not None
    assert (SUSPENDED_TEXT, button) == (banner.text, button)


def test_before_it_is_cut_the_button_is_there_on_telephones_too(town: Town) -> None:
    banner = received(town, town.holder("invoices.consult"), TELEPHONE).banner

    assert banner is not None
    assert BUTTON == banner.button


@pytest.mark.parametrize(
    "survives, client, expected",
    [
        (Survives.SAFETY, WEB, ["invoices.consult", "summary.consult", "summary.generate", "register.export"]),
        (Survives.SAFETY, TELEPHONE, ["register.export"]),
        (Survives.SOURCE, WEB, ["invoices.consult", "summary.consult", "summary.generate"]),
        (Survives.SOURCE, TELEPHONE, []),
    ],
)
def test_while_access_is_cut_only_what_survives_is_shown(
    town: Town, survives: Survives, client: Client, expected: list[str]
) -> None:
    suspend(town)

    seen = received(under(town, BillingPolicy(survives=survives)), town.mayor, client)

    assert expected == codes(seen)
    assert all(ACTIONS[name].everybody or ACTIONS[name].right in expected for name in seen.actions)


@pytest.mark.parametrize(
    "client, state, footer",
    [
        (Client.web("1.46"), ClientState.REQUIRED, "Version 1.46 : actualisez la page (version minimale : 1.47)"),
        (
            Client(ClientKind.MOBILE),
            ClientState.UNKNOWN,
            "Version inconnue : mettez à jour l'application (version minimale : 1.9.1)",
        ),
    ],
    ids=["too old", "unknown"],
)
def test_who_holds_too_old_a_client_learns_it_here_and_finds_nothing_open(
    town: Town, client: Client, state: ClientState, footer: str
) -> None:
    seen = received(town, town.mayor, client)

    assert (state, footer, ()) == (seen.client.state, seen.footer, seen.modules)
    of_notices = ("notices.topics", "notices.muted", "notices.mute")
    assert (*of_notices, "access.welcome", "access.send", "access.arrivals") == seen.actions


def test_an_advice_takes_nothing_away(town: Town) -> None:
    advised = under(town, clients=ClientPolicy({ClientKind.MOBILE: Requirement("1.9.1", recommended="1.10")}))

    old, new = (received(advised, town.mayor, Client.mobile(version)) for version in ("1.9.1", "1.10"))

    assert "Version 1.9.1 : mettez à jour l'application (version conseillée : 1.10)" == old.footer
    assert "Version 1.10" == new.footer
    assert (old.modules, old.actions) == (new.modules, new.actions)


def test_a_machine_has_no_footer(town: Town) -> None:
    assert received(town, town.mayor, Client(ClientKind.API)).footer is None


def test_who_may_nothing_is_received_and_who_may_not_act_is_not(town: Town) -> None:
    assert () == received(town, town.somebody()).modules

    with pytest.raises(Forbidden) as refusal:
        received(town, town.somebody(active=False))

    assert ["account-inactive"] == [reason.code for reason in refusal.value.reasons]


def test_where_one_works_on_one_site_only_what_one_may_there_is_open(town: Town) -> None:
    seen = received(debt_free(town), town.holder("sites.consult", sites=[town.school.id]))

    assert ["sites.consult"] == codes(seen)


def test_what_is_due_soon_closes_nothing(town: Town) -> None:
    with_banner = received(town, town.mayor)
    without = received(debt_free(town), town.mayor)

    assert with_banner.banner is not None
    assert (with_banner.modules, with_banner.actions) == (without.modules, without.actions)
