"""An address names a database, and no message gives away the password in it."""

import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from registre_core.kernel.errors import AdapterFailure, ConfigurationError
from registre_storage_sqlalchemy import SqlStorage, migrate
from registre_storage_sqlalchemy.addresses import place_of, shown

SECRET = "s3cr%40t"  # noqa: S105  # percent-encoded, as an address has it
AS_TYPED = "s3cr@t"
NOWHERE = f"postgresql+psycopg://gardien:{SECRET}@/registre?host=/nowhere"


@pytest.mark.parametrize(
    "address, name",
    [
        ("postgresql+psycopg://base/registre", "base/registre"),
        ("postgresql+psycopg://gardien@base:5433/registre", "base:5433/registre"),
        (f"postgresql+psycopg://gardien:{SECRET}@base/registre?sslmode=require", "base/registre"),
        ("postgresql+psycopg:///registre?host=/var/run/postgresql", "/var/run/postgresql/registre"),
        ("postgresql+psycopg://gardien@/registre?host=un:5432&host=deux:5432", "un:5432,deux:5432/registre"),
        ("postgresql+psycopg:///registre?prepare_threshold=5", "/registre"),
        ("postgresql+psycopg:///?service=registre", "/"),
    ],
)
def test_the_address_of_a_server_names_its_host_and_database(address: str, name: str) -> None:
    assert name == shown(place_of(address))


def test_the_address_of_a_file_names_the_file(tmp_path: Path) -> None:
    assert tmp_path / "registre.db" == place_of(f"sqlite:///{tmp_path}/registre.db")


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://",
        "postgresql+psycopg://base",
        "postgresql+psycopg://base/",
        f"postgresql+psycopg://gardien:{SECRET}@base",
        f"postgresql+psycopg://gardien:{AS_TYPED}@base:port/registre",
        f"postgresql+psycopg://gardien:{SECRET}@base/registre?no_such_option=1",
        f"postgresql+psycopg://base/registre?password={AS_TYPED}&no_such_option=1",
        f"postgresql+psycopg://gardien:{SECRET}@base/registre?prepare_threshold=often",
        f"host=base password={AS_TYPED}",
        f"password={AS_TYPED} host=base",
        f"//gardien:{AS_TYPED}@base/registre",
        f"gardien:{AS_TYPED}@base/registre",
    ],
)
def test_an_address_that_names_no_database_is_refused_without_its_secrets(address: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        place_of(address)
    assert "malformed-storage-url" == refused.value.code
    told = "".join(traceback.format_exception(refused.value)) + repr(refused.value.facts)
    assert [] == [secret for secret in (SECRET, AS_TYPED, "s3cr") if secret in told.replace(address, "")]
    assert "s3cr" not in f"{refused.value} {refused.value.facts}"


@pytest.mark.parametrize("use", [SqlStorage.open, migrate])
@pytest.mark.parametrize("address", [NOWHERE, f"postgresql+psycopg:///registre?host=/nowhere&password={SECRET}"])
def test_a_server_that_does_not_answer_is_told_without_the_password(use: Callable[[str], object], address: str) -> None:
    with pytest.raises(AdapterFailure) as failed:
        use(address)
    assert ("storage-unreachable", True) == (failed.value.code, failed.value.retryable)
    assert "/nowhere" in failed.value.message
    assert "s3cr" not in "".join(traceback.format_exception(failed.value)).replace(address, "")
    assert "s3cr" not in f"{failed.value} {failed.value.facts}"


@pytest.mark.parametrize("options, name", [("", "registre"), ("&application_name=nuit", "nuit")])
def test_the_options_of_an_address_go_before_our_own(options: str, name: str, postgres_url: str) -> None:
    with SqlStorage.open(postgres_url + options) as storage, storage.database.operate() as connection:
        assert name == connection.exec_driver_sql("SHOW application_name").scalar_one()
