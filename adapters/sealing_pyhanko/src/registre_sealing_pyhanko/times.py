"""Time stamps from a server (RFC 3161), within a time limit that counts from the first word to the last."""

from __future__ import annotations

import time
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper

PATIENCE = 10.0
"""Seconds a server has for the whole of its answer."""

LARGEST = 256 * 1024
"""Bytes of an answer at most: one has some thousand."""


class TimeServer(TimeStamper):
    """Asks one server, and takes no other's word."""

    def __init__(self, address: str, *, patience: float = PATIENCE) -> None:
        super().__init__()
        self._address, self._patience = address, patience

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Ask, and read the answer.

        Raises:
            OSError: it cannot be reached, answers with an error, too late or too much, or with something else.
        """
        answer = self._asked(req.dump())
        try:
            response = tsp.TimeStampResp.load(answer, strict=True)
            response["status"]["status"].native  # noqa: B018  # asn1crypto reads when it is asked
        except (ValueError, TypeError, KeyError) as error:
            raise OSError("what it answers is no time stamp") from error
        return response

    def _asked(self, question: bytes) -> bytes:
        headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
        request = Request(self._address, data=question, headers=headers)  # noqa: S310  # http or https: the address was checked
        until = time.monotonic() + self._patience
        try:
            with urlopen(request, timeout=self._patience) as answer:  # noqa: S310
                return _read(answer, until)
        except HTTPError as error:
            with error:  # it holds what was answered
                raise OSError(f"it answers with status {error.code}") from error
        except HTTPException as error:
            raise OSError(f"what it answers is no HTTP: {type(error).__name__}") from error


def _read(answer: object, until: float) -> bytes:
    """Read an answer that may come drop by drop."""
    content = bytearray()
    while piece := answer.read1(4096):  # type: ignore[attr-defined]  # an HTTPResponse, whatever urlopen says
        content += piece
        if time.monotonic() > until:
            raise TimeoutError("its answer took too long")
        if len(content) > LARGEST:
            raise OSError("its answer is larger than a time stamp can be")
    return bytes(content)
