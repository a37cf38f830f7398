"""What is kept of somebody, in whatever row of whatever table."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import fields, has
from tests.usecases.town import Town


def texts(thing: object) -> Iterator[bytes]:
    """Give every text and all bytes that are kept anywhere in it."""
    if isinstance(thing, str):
        yield thing.encode()
    elif isinstance(thing, bytes):
        yield thing
    elif isinstance(thing, dict):
        yield from (text for pair in thing.items() for one in pair for text in texts(one))
    elif isinstance(thing, tuple | list | frozenset):
        yield from (text for one in thing for text in texts(one))
    elif has(type(thing)):
        yield from texts([getattr(thing, field.name) for field in fields(type(thing))])  # type: ignore[arg-type]


def traces(town: Town, *secrets: str | bytes) -> list[str | bytes]:
    """Find what is still kept, in whatever row of whatever table."""
    kept = b"\0".join(texts(town.kept()[town.workspace]))
    return [secret for secret in secrets if (secret.encode() if isinstance(secret, str) else secret) in kept]
