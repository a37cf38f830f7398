"""A server that speaks S3, in a process of its own: moto's, which can also be told to fail, and to set times back.

Run as ``python -m tests.s3_server``; it prints the port it listens on, on this machine alone, and ends with its input.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.client import HTTPConnection
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs

from attrs import frozen

CREDENTIALS = {"AWS_ACCESS_KEY_ID": "essai", "AWS_SECRET_ACCESS_KEY": "essai", "AWS_EC2_METADATA_DISABLED": "true"}
"""What every client of it must have: without them one would look for those of a machine in a cloud."""

Answer = Callable[..., Any]
Environ = dict[str, Any]


@frozen
class S3Server:
    """A running server."""

    port: int

    @property
    def endpoint(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def address(self, bucket: str, prefix: str = "") -> str:
        """Give the address of a bucket, as a host writes it."""
        return f"s3://{bucket}/{prefix}?region=eu-west-3&endpoint={self.endpoint}"

    def create(self, bucket: str) -> None:
        """Make a bucket."""
        self._ask("PUT", f"/{bucket}")

    def write(self, bucket: str, key: str, content: bytes) -> None:
        """Lay an object there, behind the back of whoever uses the bucket."""
        self._ask("POST", f"/~write?bucket={bucket}&key={key}", content)

    def set_back(self, bucket: str, key: str, at: datetime) -> None:
        """Make an object one that was written at that time."""
        self._ask("POST", f"/~age?bucket={bucket}&key={key}&at={at.timestamp()}")

    def fail(self, status: int, *, times: int, method: str = "") -> None:
        """Let the next requests fail, of this method or of any."""
        self._ask("POST", f"/~fail?status={status}&times={times}&method={method}")

    def hold(self, method: str) -> None:
        """Leave requests of this method without an answer, until another one is named, or none."""
        self._ask("POST", f"/~hold?method={method}")

    def wait_for(self, method: str, *, seconds: float = 30) -> None:
        """Wait until a request of this method is held."""
        until = time.monotonic() + seconds
        while json.loads(self._ask("POST", "/~held")) != method:
            assert time.monotonic() < until, "nobody asked"
            time.sleep(0.02)

    def remove(self, bucket: str) -> None:
        """Take a bucket away with all that is in it."""
        self._ask("POST", f"/~remove?bucket={bucket}")

    def seen(self) -> list[str]:
        """Tell which requests there were since this was last asked, by method."""
        told: list[str] = json.loads(self._ask("POST", "/~seen"))
        return told

    def unfinished(self, bucket: str) -> int:
        """Tell how many uploads were begun and never completed."""
        return self._ask("GET", f"/{bucket}?uploads").count(b"<Upload>")

    def _ask(self, method: str, path: str, body: bytes = b"") -> bytes:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body)
            answer = connection.getresponse()
            content = answer.read()
            assert answer.status < 300, content
            return content
        finally:
            connection.close()


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """Run a server until this ends."""
    command = [sys.executable, "-m", "tests.s3_server"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **CREDENTIALS}
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield S3Server(int(process.stdout.readline()))
        finally:
            process.stdin.close()
            process.kill()


class Disturbed:
    """Moto's application, disturbed on demand."""

    def __init__(self, moto: Answer) -> None:
        self.moto = moto
        self.lock = Lock()
        self.failing: list[tuple[int, str]] = []
        self.seen: list[str] = []
        self.method = ""
        self.held = ""

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        path, method = str(environ["PATH_INFO"]), str(environ["REQUEST_METHOD"])
        if path.startswith("/~"):
            asked = {key: values[0] for key, values in parse_qs(str(environ["QUERY_STRING"])).items()}
            start("200 OK", [("Content-Type", "application/json")])
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            return [json.dumps(getattr(self, f"on_{path[2:]}")(asked, body)).encode()]
        with self.lock:
            self.seen.append(method)
            status = next((one for one in self.failing if one[1] in {"", method}), None)
            if status:
                self.failing.remove(status)
        while method == self.method:
            self.held = method
            time.sleep(0.02)
        if status is None:
            return self.moto(environ, start)  # type: ignore[no-any-return]
        _read_all(environ)
        start(f"{status[0]} Told", [("Content-Type", "application/xml")])
        return [b"<Error><Code>ToldToFail</Code></Error>"]

    def on_fail(self, asked: dict[str, str], _: bytes) -> None:
        with self.lock:
            self.failing = [(int(asked["status"]), asked.get("method", ""))] * int(asked["times"])

    def on_seen(self, _: dict[str, str], __: bytes) -> list[str]:
        with self.lock:
            seen, self.seen = self.seen, []
        return seen

    def on_hold(self, asked: dict[str, str], _: bytes) -> None:
        self.held, self.method = "", asked.get("method", "")

    def on_held(self, _: dict[str, str], __: bytes) -> str:
        return self.held

    def on_remove(self, asked: dict[str, str], _: bytes) -> None:
        from moto.s3.models import s3_backends

        backend = _backend()
        del backend.buckets[asked["bucket"]]
        s3_backends.bucket_accounts.pop(asked["bucket"])

    def on_write(self, asked: dict[str, str], body: bytes) -> None:
        _backend().put_object(asked["bucket"], asked["key"], body)

    def on_age(self, asked: dict[str, str], _: bytes) -> None:
        key = _backend().buckets[asked["bucket"]].keys[asked["key"]]
        key.last_modified = datetime.fromtimestamp(float(asked["at"]))  # noqa: DTZ006  # as moto keeps it


def _backend() -> Any:  # noqa: ANN401  # moto names no type for it
    from moto.s3.models import s3_backends

    (backends,) = s3_backends.values()
    return backends["aws"]


def _read_all(environ: Environ) -> None:
    left = int(environ.get("CONTENT_LENGTH") or 0)
    while left > 0 and (some := environ["wsgi.input"].read(min(left, 2**20))):
        left -= len(some)


def _serve() -> None:
    import logging

    from moto.moto_server.werkzeug_app import create_backend_app
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    moto = create_backend_app("s3")
    server = make_server("127.0.0.1", 0, Disturbed(moto), threaded=True)
    print(server.port, flush=True)  # noqa: T201  # whoever started it reads that
    Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    _serve()
