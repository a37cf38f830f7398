"""An auditor who sees nothing proves nothing: each way to spoil what was acknowledged is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from tests.end_to_end.faults.auditing import audit
from tests.end_to_end.faults.grounds import Ground, Town
from tests.end_to_end.faults.writing import Change, story


@pytest.fixture
def town(sqlite_ground: Ground) -> Town:
    return sqlite_ground.found()


@pytest.fixture
def told(sqlite_ground: Ground, town: Town) -> set[Change]:
    with sqlite_ground.open() as registre:
        return set(story(registre, town.mayor, "1"))


def spoil(ground: Ground, statement: str) -> None:
    engine = create_engine(ground.storage)
    with engine.begin() as connection:
        for (trigger,) in connection.execute(text("SELECT name FROM sqlite_schema WHERE type = 'trigger'")).all():
            connection.execute(text(f"DROP TRIGGER {trigger}"))
        connection.execute(text(statement))
    engine.dispose()


def test_a_register_that_is_whole_has_no_troubles(sqlite_ground: Ground, town: Town, told: set[Change]) -> None:
    found = audit(sqlite_ground, town, told)
    assert [] == found.troubles
    assert 10 == len(told & found.there)


@pytest.mark.parametrize(
    "statement, said",
    [
        pytest.param("DELETE FROM outbox", "lost: notice", id="a notice"),
        pytest.param("DELETE FROM findings", "half: ('finding',", id="a thing without which its entry stands"),
        pytest.param("UPDATE sites SET address = ''", "half: ('site',", id="a change"),
        pytest.param("UPDATE users SET profile_id = NULL, version = 1", "half: ('user',", id="a change undone"),
        pytest.param("DELETE FROM user_sites", "half: sites of users", id="a link"),
        pytest.param("UPDATE interventions SET contacts = '[]'", "half: contacts of interventions", id="an array"),
        pytest.param("DELETE FROM register_entries WHERE number = 5", "lost: ", id="an entry"),
        pytest.param("DELETE FROM register_entries WHERE number = 5", "half: the register is broken", id="the chain"),
        pytest.param("UPDATE register_heads SET number = 11", "half: the next change fails", id="the head"),
        pytest.param("DELETE FROM register_personal", "half: ('user',", id="a personal part"),
        pytest.param(
            "INSERT INTO sites (workspace_id, id, name, erp_type, category, address, version)"
            " SELECT workspace_id, lower(hex(randomblob(16))), name, erp_type, category, address, version FROM sites",
            "repeated: 2 times ('site', '1')",
            id="a thing twice",
        ),
    ],
)
def test_what_is_spoiled_is_found(
    statement: str, said: str, sqlite_ground: Ground, town: Town, told: set[Change]
) -> None:
    spoil(sqlite_ground, statement)
    troubles = audit(sqlite_ground, town, told).troubles
    assert any(said in trouble for trouble in troubles), troubles


def test_a_document_without_its_bytes_is_found(
    sqlite_ground: Ground, town: Town, told: set[Change], tmp_path: Path
) -> None:
    for path in (tmp_path / "documents").rglob("*"):
        if path.is_file() and path.stat().st_size:
            path.chmod(0o600)
            path.write_bytes(b"")
    assert any("lost: document" in trouble for trouble in audit(sqlite_ground, town, told).troubles)


def test_what_nobody_was_told_of_is_counted(sqlite_ground: Ground, town: Town, told: set[Change]) -> None:
    unheard = next(iter(told))
    assert {unheard} == audit(sqlite_ground, town, told - {unheard}).unheard
