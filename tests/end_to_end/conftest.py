"""What several tests of published things share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event
from tests.end_to_end.costs import Cost
from tests.end_to_end.environments import built

from registre_storage_sqlalchemy import SqlStorage


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the wheel of each package once, the template's among them."""
    return built(tmp_path_factory.mktemp("wheels"))


@pytest.fixture
def cost() -> Iterator[Cost]:
    cost = Cost()

    def note(_: Connection, cursor: object, statement: str, *__: object) -> None:
        cost.note(statement, getattr(cursor, "rowcount", 0))

    event.listen(Engine, "after_cursor_execute", note)
    yield cost
    event.remove(Engine, "after_cursor_execute", note)


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest) -> str:
    """Each database in turn."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def storage(address: str) -> Iterator[SqlStorage]:
    with SqlStorage.open(address) as opened:
        yield opened
