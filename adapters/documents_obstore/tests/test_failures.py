"""What a bucket says, and what is made of it."""

import pytest

from registre_documents_obstore.failures import failure

ASKED = "Error performing GET http://127.0.0.1/seau in 2ms - "
REDIRECTED = "Received redirect without LOCATION, this normally indicates an incorrectly configured region"


def answered(status: str, code: str = "") -> Exception:
    """Fail as obstore does when a bucket answers so."""
    body = f"<Error><Code>{code}</Code></Error>" if code else ""
    return OSError(f"{ASKED}Server returned non-2xx status code: {status}: {body}")


@pytest.mark.parametrize(
    "error, code, said, is_retryable",
    [
        (answered("403 Forbidden", "AccessDenied"), "denied", "AccessDenied", False),
        (answered("403 Forbidden", "RequestTimeTooSkewed"), "denied", "RequestTimeTooSkewed", False),
        (answered("400 Bad Request", "ExpiredToken"), "denied", "ExpiredToken", False),
        (answered("400 Bad Request"), "denied", "status code: 400 Bad Request", False),
        (answered("400 Bad Request", "InvalidRequest"), "documents-failed", "InvalidRequest", False),
        (answered("503 Service Unavailable", "SlowDown"), "documents-failed", "SlowDown", True),
        (answered("409 Conflict", "OperationAborted"), "documents-failed", "OperationAborted", True),
        (OSError(ASKED + REDIRECTED), "documents-failed", "PermanentRedirect", False),
        (OSError("connection refused"), "documents-failed", "OSError", True),
    ],
    ids=["forbidden", "clock", "expired", "of a head", "nonsense", "too fast", "at once", "region", "away"],
)
def test_who_asks_is_told_whether_he_may_try_again(
    error: Exception, code: str, said: str, *, is_retryable: bool
) -> None:
    failed = failure(error, denied="denied")
    assert (code, {"bucket": said}, is_retryable) == (failed.code, failed.facts, failed.retryable)
