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
    facts = {"bucket": code[1] if code else status[0] if status else type(error).__name__}
    if isinstance(error, (PermissionDeniedError, UnauthenticatedError)) or (status and status[1] in _DENIED):
        return AdapterFailure(denied, f"the bucket forbids access to the documents: {facts['bucket']}", facts)
    passing = not status or status[1] in {"408", "429"} or status[1].startswith("5")
    return AdapterFailure("documents-failed", f"the bucket failed: {facts['bucket']}", facts, retryable=passing)
