"""Where a request came from, as far as those who say so are trusted."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from registre_core.signatures.networks import Address, Network, address, network

MOST_HOPS = 20
"""So many proxies are looked through at most: nobody stands behind more, and a header can be as long as one likes."""
LONGEST_HOP = 60
"""Characters: an address of IPv6 with its zone and port needs fewer."""


def client_address(peer: str, forwarded_for: str, trusted: Iterable[str]) -> str | None:
    """Tell the address a request came from: the first one, counted from our side, that is not one of our proxies.

    What stands further left in ``X-Forwarded-For`` was said by whoever is not trusted, and is worth nothing: anybody
    can send the header along. So it is read from the right, and only as long as the one who says it is trusted.

    Args:
        peer: who connected, as the server saw it.
        forwarded_for: the header ``X-Forwarded-For``, or nothing.
        trusted: networks of proxies, as in `SigningPolicy.trusted_proxies`.

    Returns:
        The address in its shortest form; ``None`` where it cannot be known: a trusted proxy says something that is no
        address, or there are more than `MOST_HOPS` of them.
    """
    networks = _networks(tuple(trusted))
    last = _hop(peer)
    hops = [hop for hop in forwarded_for.rsplit(",", MOST_HOPS)[-MOST_HOPS:] if hop.strip()] if forwarded_for else []
    while last is not None and hops and _is_among(last, networks):
        last = _hop(hops.pop())
    is_beyond = last is not None and _is_among(last, networks) and forwarded_for.count(",") >= MOST_HOPS
    return None if last is None or is_beyond else str(last)


@lru_cache(maxsize=16)
def _networks(texts: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(read for text in texts if (read := network(text)) is not None)


def _hop(text: str) -> Address | None:
    """Read one hop, with the port that some proxies add."""
    bare = text.strip()
    if len(bare) > LONGEST_HOP:
        return None
    if bare.startswith("["):
        inner, closed, port = bare[1:].partition("]")
        return address(inner) if closed and (not port or _is_port(port)) else None
    host, _, port = bare.rpartition(":")
    return address(host) if "." in host and _is_port(f":{port}") else address(bare)


def _is_port(text: str) -> bool:
    return text.startswith(":") and text[1:].isascii() and text[1:].isdigit()


def _is_among(one: Address, networks: Iterable[Network]) -> bool:
    return any(one in network for network in networks if network.version == one.version)
