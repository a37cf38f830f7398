"""Where a signature came from, as far as those who say so are trusted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registre_core.signatures.policy import client_address
from registre_core.signatures.policy.proxies import MOST_HOPS

OURS = ("10.0.0.0/8", "2001:db8:cafe::/48", "192.0.2.7")
HERE = "10.0.0.1"

SAID = [
    # who connected, what X-Forwarded-For says, the address
    ("203.0.113.9", "", "203.0.113.9"),
    ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # nobody we trust says so
    (HERE, "198.51.100.1", "198.51.100.1"),
    (HERE, "  198.51.100.1 ", "198.51.100.1"),
    (HERE, "6.6.6.6, 198.51.100.1", "198.51.100.1"),  # spoofed by whoever sent the header along
    (HERE, "198.51.100.1, 10.0.0.7", "198.51.100.1"),
    (HERE, "198.51.100.1,10.0.0.7,192.0.2.7", "198.51.100.1"),
    (HERE, "6.6.6.6, 198.51.100.1, 10.0.0.7", "198.51.100.1"),
    (HERE, "", HERE),  # from one of our own machines
    (HERE, "10.0.0.9, 10.0.0.8", "10.0.0.9"),
    (HERE, ", ,198.51.100.1, ,", "198.51.100.1"),
    (HERE, "unknown", None),
    (HERE, "198.51.100.1, _hidden", None),
    (HERE, "unknown, 198.51.100.1", "198.51.100.1"),
    (HERE, "999.1.1.1", None),
    (HERE, "198.51.100.01", None),
    (HERE, "198.51.100.1:4711", "198.51.100.1"),
    (HERE, "198.51.100.1:port", None),
    (HERE, "[2001:db8::1]:443", "2001:db8::1"),
    (HERE, "[2001:db8::1]", "2001:db8::1"),
    (HERE, "[2001:db8::1]443", None),
    (HERE, "[2001:db8::1", None),
    (HERE, "2001:DB8:0:0::1", "2001:db8::1"),
    (HERE, "fe80::1%eth0", "fe80::1"),
    (HERE, "::ffff:198.51.100.1", "198.51.100.1"),
    ("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"),
    ("2001:db8:cafe::1", "198.51.100.1", "198.51.100.1"),
    ("2001:db8:beef::1", "198.51.100.1", "2001:db8:beef::1"),
    ("", "198.51.100.1", None),
    ("/run/registre.sock", "198.51.100.1", None),
    ("10.0.0.1:52110", "198.51.100.1", "198.51.100.1"),
    (HERE, "1" * 10_000, None),
    (HERE, ", ".join(["10.0.0.2"] * 1_000), None),
    (HERE, ", ".join(["6.6.6.6"] * 1_000), "6.6.6.6"),
    (HERE, ", ".join(["198.51.100.1", *["10.0.0.2"] * (MOST_HOPS - 1)]), "198.51.100.1"),
    (HERE, ", ".join(["198.51.100.1", *["10.0.0.2"] * MOST_HOPS]), None),
]


@pytest.mark.parametrize("peer, forwarded_for, expected", SAID)
def test_the_address_is_the_first_from_our_side_that_is_none_of_our_proxies(
    peer: str, forwarded_for: str, expected: str | None
) -> None:
    assert expected == client_address(peer, forwarded_for, OURS)


def test_where_no_proxy_is_trusted_the_header_is_worth_nothing() -> None:
    assert HERE == client_address(HERE, "198.51.100.1", ())


@settings(max_examples=60)
@given(st.text(max_size=40), st.text(alphabet="0123456789abcdef.:[]%, \x00é", max_size=80))
def test_whatever_is_sent_along_nothing_breaks_and_nobody_outside_speaks_for_another(peer: str, header: str) -> None:
    client_address(peer, header, OURS)

    assert "203.0.113.9" == client_address("203.0.113.9", header, OURS)
    assert "203.0.113.9" == client_address(HERE, f"{header}, 203.0.113.9", OURS)
