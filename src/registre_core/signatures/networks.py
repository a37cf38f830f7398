"""Addresses and networks, as far as somebody's word about them is taken."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Address = IPv4Address | IPv6Address
"""Of one machine."""
Network = IPv4Network | IPv6Network
"""Of many."""


def address(text: str) -> Address | None:
    """Read an address; one of IPv4 in the clothes of IPv6 is one of IPv4, and a zone is left out."""
    try:
        read = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return read.ipv4_mapped or read if isinstance(read, IPv6Address) else read


def network(text: str) -> Network | None:
    """Read a network such as ``10.0.0.0/8``, or a single address."""
    try:
        return ip_network(text)
    except ValueError:
        return None
