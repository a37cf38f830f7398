"""What PostgreSQL says, in the words of the port."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import errors

from registre_core.kernel.errors import AdapterFailure, ConfigurationError
from registre_jobs_procrastinate.addresses import SCHEMA

_MISSING = (errors.UndefinedTable, errors.UndefinedFunction, errors.InvalidSchemaName)


def not_prepared() -> ConfigurationError:
    """Say that the tables are not there, or older than what is installed."""
    said = f"the schema {SCHEMA} is not there, or older than this release: prepare it"
    return ConfigurationError("jobs-not-prepared", said, {"schema": SCHEMA})


@contextmanager
def told() -> Iterator[None]:
    """Let nothing but errors of the register leave.

    Raises:
        ConfigurationError: ``jobs-not-prepared``, ``jobs-not-allowed``.
        AdapterFailure: ``jobs-unreachable`` (retryable).
    """
    try:
        yield
    except _MISSING as error:
        raise not_prepared() from error
    except errors.InsufficientPrivilege as error:
        said = f"this login has not the rights on the schema {SCHEMA}: {error.diag.message_primary}"
        raise ConfigurationError("jobs-not-allowed", said, {"schema": SCHEMA}) from error
    except psycopg.Error as error:
        raise unreachable(error) from error


def unreachable(error: BaseException) -> AdapterFailure:
    """Say that the server went away, and what was said of it first."""
    cause = error.__cause__ or error
    first = next(iter(str(cause).splitlines()), type(cause).__name__)
    said = f"the server that background work needs cannot be used: {first}"
    return AdapterFailure("jobs-unreachable", said, {"said": first}, retryable=True)
