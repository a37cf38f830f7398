"""Who holds too old a client is stopped before anything is done, and told what to do (S2)."""

import pytest
from attrs import evolve
from tests.usecases.debts import debt_free, sites
from tests.usecases.town import Town, twin_of

from registre_core import Client, Forbidden
from registre_core.kernel.actors import ClientKind


@pytest.fixture
def town(founded: Town) -> Town:
    return debt_free(twin_of(founded))


@pytest.mark.parametrize(
    "client, expected",
    [
        (Client.web("1.47"), []),
        (Client.web("1.46.9"), ["client-too-old"]),
        (Client.mobile("1.9.1"), []),
        (Client.mobile("1.9"), ["client-too-old"]),
        (Client(ClientKind.MOBILE), ["client-version-unknown"]),
        (Client.web("la dernière"), ["client-version-unknown"]),
        (Client.web("1" * 100_000), ["client-version-unknown"]),
        (Client(ClientKind.API), []),
    ],
    ids=lambda value: str(value)[:60],
)
def test_who_holds_too_old_a_client_is_stopped_before_anything_is_done(
    town: Town, client: Client, expected: list[str]
) -> None:
    actor = evolve(town.mayor, client=client)

    assert [expected] * 2 == [sites(town, actor) for _ in range(2)]


def test_a_refused_client_is_told_what_it_is_what_it_must_be_and_what_to_do(town: Town) -> None:
    with pytest.raises(Forbidden) as refusal:
        town.registre.workspace.sites(evolve(town.mayor, client=Client.mobile("1.9")))

    assert {"declared": "1.9", "minimum": "1.9.1", "action": "mettez à jour l'application"} == refusal.value.facts


def test_more_versions_than_are_kept_are_judged_anew(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registre_core.access.gates.MOST_VERSIONS", 2)
    versions = ["1.47", "1.46", "1.48", "1.45", "1.46", "1.47"]

    answers = [sites(town, evolve(town.mayor, client=Client.web(version))) for version in versions]

    assert [[], ["client-too-old"], [], ["client-too-old"], ["client-too-old"], []] == answers
