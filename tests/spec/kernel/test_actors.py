"""Who acts: a person or a machine of one workspace, or the host itself."""

from uuid import UUID

import pytest

from registre_core.kernel.actors import JOB, Actor, ActorKind, Client, ClientKind, PersonRef
from registre_core.kernel.errors import InvalidInput
from registre_core.kernel.identifiers import UserId, WorkspaceId

WEB = Client.web("1.47")
TOWN = WorkspaceId(UUID(int=1))
ANNE = UserId(UUID(int=2))


def codes(refusal: pytest.ExceptionInfo[InvalidInput]) -> list[tuple[str, str]]:
    return [(problem.path, problem.code) for problem in refusal.value.problems]


def test_a_user_is_a_person_of_one_workspace() -> None:
    expected = Actor(kind=ActorKind.USER, client=WEB, workspace=TOWN, id=ANNE, on_behalf_of="M. Petit, par téléphone")

    assert expected == Actor.user(ANNE, TOWN, client=WEB, on_behalf_of="M. Petit, par téléphone")


def test_a_service_is_a_machine_of_one_workspace_and_comes_through_the_api() -> None:
    expected = Actor(kind=ActorKind.SERVICE, client=Client(ClientKind.API), workspace=TOWN, id=ANNE)

    assert expected == Actor.service(ANNE, TOWN)


def test_the_operator_has_no_account_and_works_unwatched() -> None:
    assert Actor(kind=ActorKind.OPERATOR, client=JOB, workspace=TOWN) == Actor.operator(TOWN)


def test_the_operator_needs_no_workspace_to_found_one() -> None:
    assert None is Actor.operator().workspace


@pytest.mark.parametrize(
    "kind, is_operator", [(ActorKind.USER, False), (ActorKind.SERVICE, False), (ActorKind.OPERATOR, True)]
)
def test_only_the_host_itself_is_the_operator(kind: ActorKind, *, is_operator: bool) -> None:
    account = None if is_operator else ANNE

    assert is_operator is Actor(kind, WEB, TOWN, account).is_operator


@pytest.mark.parametrize("kind", [ActorKind.USER, ActorKind.SERVICE])
def test_an_account_acts_in_a_workspace_and_under_its_identifier(kind: ActorKind) -> None:
    with pytest.raises(InvalidInput) as refusal:
        Actor(kind, WEB)

    assert [("workspace", "actor-incomplete"), ("id", "actor-incomplete")] == codes(refusal)


def test_an_operator_cannot_pose_as_an_account() -> None:
    with pytest.raises(InvalidInput) as refusal:
        Actor(ActorKind.OPERATOR, WEB, TOWN, ANNE)

    assert [("id", "operator-with-account")] == codes(refusal)


@pytest.mark.parametrize(
    "client, kind, version",
    [
        (Client.web("1.47"), ClientKind.WEB, "1.47"),
        (Client.mobile("1.9.1"), ClientKind.MOBILE, "1.9.1"),
        (JOB, ClientKind.JOB, None),
        (Client(ClientKind.COMMAND_LINE), ClientKind.COMMAND_LINE, None),
    ],
)
def test_a_client_says_what_it_is_and_its_version_if_it_has_one(
    client: Client, kind: ClientKind, version: str | None
) -> None:
    assert (kind, version) == (client.kind, client.version)


def test_the_register_names_nobody_without_a_name() -> None:
    with pytest.raises(InvalidInput) as refusal:
        PersonRef(ANNE, " ")

    assert [("name", "blank-text")] == codes(refusal)
