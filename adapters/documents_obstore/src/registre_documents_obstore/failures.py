"""What a bucket says, in the words of the port: never what it was sent, which may hold the name of a key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError

from registre_core.kernel.errors import AdapterFailure, RegistreError

_STATUS = re.compile(r"status code: ([0-9]{3})(?: ([A-Za-z ]{2,40}))?")
_CODE = re.compile(r"<Code>([A-Za-z]{3,60})</Code>")
NO_BUCKET = "NoSuchBucket"
"""What a bucket that is not there says."""
_DENIED = {"401", "403"}
_WORN_OUT = {"ExpiredToken", "InvalidToken", "TokenRefreshRequired"}
"""Of credentials that a bucket no longer takes; it says so with a status that means nothing."""
_ELSEWHERE = "redirect without LOCATION"
"""What obstore says of a bucket in another region than the one that was named."""


@contextmanager
def talking(*, denied: str) -> Iterator[None]:
    """Turn what obstore raises into the failures of the port.

    Args:
        denied: the code of what is not allowed.

    Raises:
        FileNotFoundError: of what is not there, be it the document or the whole bucket.
    """
    try:
        yield
    except (RegistreError, FileNotFoundError):
        raise
    except (BaseError, OSError) as error:
        raise failure(error, denied=denied) from error


def failure(error: Exception, *, denied: str) -> AdapterFailure:
    """Say what the bucket said. Whatever is neither forbidden nor nonsense may pass: it is tried again later."""
    text = str(error)
    status = _STATUS.search(text)
    code = _CODE.search(text)
    if _ELSEWHERE in text:
        said, facts = "the bucket is in another region than the one that was named", {"bucket": "PermanentRedirect"}
        return AdapterFailure("documents-failed", said, facts)
    facts = {"bucket": code[1] if code else status[0] if status else type(error).__name__}
    if isinstance(error, (PermissionDeniedError, UnauthenticatedError)) or _is_denied(status, code):
        return AdapterFailure(denied, f"the bucket forbids access to the documents: {facts['bucket']}", facts)
    passing = not status or status[1] in {"408", "409", "429"} or status[1].startswith("5")
    return AdapterFailure("documents-failed", f"the bucket failed: {facts['bucket']}", facts, retryable=passing)


def _is_denied(status: re.Match[str] | None, code: re.Match[str] | None) -> bool:
    """Tell whether who asks is the matter: a request without a body is told no code, and one of ours is well formed."""
    if code and code[1] in _WORN_OUT:
        return True
    return status is not None and (status[1] in _DENIED or (status[1] == "400" and code is None))
