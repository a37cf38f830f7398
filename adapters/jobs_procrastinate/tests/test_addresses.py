"""Where an engine is: addresses that lead to a PostgreSQL server, those of storages included."""

from __future__ import annotations

import pytest
from psycopg.conninfo import conninfo_to_dict

from registre_core import ConfigurationError
from registre_jobs_procrastinate.addresses import conninfo_of


@pytest.mark.parametrize(
    "address",
    [
        "procrastinate:postgresql://login@server/registre",
        "procrastinate:postgresql+psycopg://login@server/registre?prepare_threshold=5",
        "postgresql+psycopg://login@server/registre",
        "procrastinate:postgres://login@server/registre",
    ],
)
def test_every_way_of_naming_a_server_leads_there(address: str) -> None:
    found = conninfo_to_dict(conninfo_of(address))
    assert ("server", "registre", "login") == (found["host"], found["dbname"], found["user"])
    assert "-csearch_path=registre_jobs" == found["options"]


def test_options_of_libpq_are_kept() -> None:
    found = conninfo_to_dict(
        conninfo_of(
            "procrastinate:postgresql://login@/r?host=/run/pg&prepare_threshold=5&connect_timeout=3&options=-cgeqo%3Doff"
        )
    )
    assert ("/run/pg", "3") == (found["host"], found["connect_timeout"])
    assert "-cgeqo=off -csearch_path=registre_jobs" == found["options"]


@pytest.mark.parametrize(
    "address",
    [
        "procrastinate",
        "procrastinate:sqlite:///registre.db",
        "sqlite:///registre.db",
        "procrastinate:postgresql://login:secret@server/registre?weather=fine",
    ],
)
def test_what_leads_to_no_server_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        conninfo_of(address)
    assert "malformed-jobs-address" == refusal.value.code
    assert "secret" not in str(refusal.value)
