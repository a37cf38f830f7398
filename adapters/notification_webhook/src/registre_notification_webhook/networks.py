"""Which addresses of machines lie on the public internet: the others are somebody's own network, perhaps ours.

The tables stand here, as IANA keeps them, since `ipaddress` of Python tells them differently from release to release.
What carries an address of version 4 within one of version 6 (mapped, NAT64, 6to4, Teredo) is refused as a whole: it
would be a second way to write every private address.

Source: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, and those that it gathers); RFC 4291, 2.4.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

_NOT_PUBLIC = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",  # this network
            "10.0.0.0/8",  # private
            "100.64.0.0/10",  # shared with a provider (CGNAT)
            "127.0.0.0/8",  # loopback
            "169.254.0.0/16",  # link-local, and what clouds tell their machines
            "172.16.0.0/12",  # private
            "192.0.0.0/24",  # protocols
            "192.0.2.0/24",  # documentation
            "192.88.99.0/24",  # relays of 6to4
            "192.168.0.0/16",  # private
            "198.18.0.0/15",  # benchmarks
            "198.51.100.0/24",  # documentation
            "203.0.113.0/24",  # documentation
            "224.0.0.0/4",  # multicast
            "240.0.0.0/4",  # reserved, and broadcast
        ),
    )
)
_UNICAST = IPv6Network("2000::/3")
"""All that is handed out of version 6: loopback, private, link-local, multicast, mapped and NAT64 lie outside."""
_NOT_PUBLIC_EITHER = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # protocols, Teredo among them
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4: an address of version 4 within
            "3fff::/20",  # documentation
        ),
    )
)


def is_public(written: str) -> bool:
    """Whether the number of a machine is one that anybody on the internet means the same machine by."""
    address: IPv4Address | IPv6Address = ip_address(written)
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC)
    return address in _UNICAST and not any(address in network for network in _NOT_PUBLIC_EITHER)
