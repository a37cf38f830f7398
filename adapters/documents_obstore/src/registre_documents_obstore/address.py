"""From the address of a bucket to what opens it. Nothing secret stands in it, or may."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from attrs import frozen

from registre_core.kernel.errors import ConfigurationError

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX = re.compile(r"[\w.=-]+(/[\w.=-]+)*", re.ASCII)
_REGION = re.compile(r"[a-z0-9-]+")
_SETTINGS = {"region", "endpoint", "spool"}

_ON_DISK = Path("/var/tmp")  # noqa: S108  # files in it have no name, and are their owner's
"""Where files are spooled unless told otherwise: ``/tmp`` is memory on many machines."""


@frozen
class Bucket:
    """Where documents lie."""

    name: str
    prefix: str
    """Under which they lie in it, without a slash at either end; empty for the bucket itself."""
    region: str | None
    """Of AWS, or whatever the endpoint calls its own; from the environment unless it is said."""
    endpoint: str | None
    """Of whoever speaks S3 and is not AWS; such a bucket is a folder of it, and no host of its own."""
    spool: Path
    """The folder of this machine in which files are spooled."""


def bucket_at(url: str) -> Bucket:
    """Read ``s3://bucket/prefix?region=eu-west-3&endpoint=https://…&spool=/var/tmp``.

    Raises:
        ConfigurationError: ``malformed-bucket-address``, which tells everything that is wrong with it, and quotes none
            of it that could be a secret.
    """
    try:
        parts = urlsplit(url)
        problems = list(_problems(parts))
    except ValueError:  # such as a bracket that never closes
        parts, problems = SplitResult("", "", "", "", ""), ["it is no address"]
    if problems:
        said = f"documents on S3 are written s3://bucket/prefix?region=eu-west-3: {'; '.join(problems)}"
        raise ConfigurationError("malformed-bucket-address", said, {"problems": "; ".join(problems)})
    settings = _settings(parts)
    return Bucket(
        parts.netloc,
        unquote(parts.path).strip("/"),
        settings.get("region"),
        settings.get("endpoint", "").rstrip("/") or None,
        Path(settings.get("spool") or _usual_spool()),
    )


def _settings(parts: SplitResult) -> Mapping[str, str]:
    return dict(parse_qsl(parts.query, keep_blank_values=True))


def _problems(parts: SplitResult) -> Iterator[str]:
    settings = _settings(parts)
    if parts.scheme != "s3":
        yield "it begins with s3://"
    if "@" in parts.netloc:
        yield "credentials come from the environment, never from the address"
    elif not _BUCKET.fullmatch(parts.netloc):
        yield "no bucket is called so"
    prefix = unquote(parts.path).strip("/")
    if prefix and (not _PREFIX.fullmatch(prefix) or {".", ".."} & set(prefix.split("/"))):
        yield "a prefix has letters, digits and .=-_ between slashes"
    if parts.fragment:
        yield "nothing stands behind #"
    if unknown := sorted(set(settings) - _SETTINGS):
        yield f"unknown settings: {', '.join(name if _REGION.fullmatch(name) else '…' for name in unknown)}"
    if "region" in settings and not _REGION.fullmatch(settings["region"]):
        yield "no region is called so"
    if "endpoint" in settings:
        yield from _problems_of_endpoint(settings["endpoint"])
    if "spool" in settings and not Path(settings["spool"]).is_absolute():
        yield "the spool is an absolute folder of this machine"


def _problems_of_endpoint(endpoint: str) -> Iterator[str]:
    parts = urlsplit(endpoint)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        yield "an endpoint is written https://host"
    elif parts.username or parts.password:
        yield "an endpoint has no credentials"
    elif parts.scheme == "http" and not _is_this_machine(parts.hostname):
        yield "an endpoint on another machine is reached by https://"


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _usual_spool() -> str:
    chosen = tempfile.gettempdir()
    is_usual = Path(chosen) in {Path("/tmp"), Path("/dev/shm")}  # noqa: S108  # no file is made by this name
    return str(_ON_DISK) if is_usual and _ON_DISK.is_dir() else chosen
