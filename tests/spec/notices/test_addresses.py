"""An address of callbacks means one server, to whoever reads it."""

import pytest

from registre_core import InvalidInput
from registre_core.notices import CallbackAddress, StopReason, Subscription, WebOrigin, resumed, stopped
from registre_core.testing.builders import IDS
from registre_core.testing.memory.world import A_MONDAY_MORNING

READ = {
    "https://gmao.exemple.fr/registre": ("https", "gmao.exemple.fr", 443, "/registre"),
    "HTTPS://Gmao.Exemple.FR": ("https", "gmao.exemple.fr", 443, "/"),
    "https://gmao.exemple.fr:443/": ("https", "gmao.exemple.fr", 443, "/"),
    "https://gmao.exemple.fr:8443/Registre": ("https", "gmao.exemple.fr", 8443, "/Registre"),
    "https://gmao.exemple.fr?ville=nantes": ("https", "gmao.exemple.fr", 443, "/?ville=nantes"),
    "http://10.0.0.5:8080/a%20b": ("http", "10.0.0.5", 8080, "/a%20b"),
    "https://[2001:DB8::1]/": ("https", "[2001:db8::1]", 443, "/"),
    "https://[2001:0DB8:0:0::0:1]/": ("https", "[2001:db8::1]", 443, "/"),
    "https://localhost/": ("https", "localhost", 443, "/"),
    "https://xn--caf-dma.exemple.fr/": ("https", "xn--caf-dma.exemple.fr", 443, "/"),
}
NONE = {
    "a user": "https://anne@exemple.fr/",
    "a password": "https://anne:secret@exemple.fr/",
    "a fragment": "https://exemple.fr/#ici",
    "another scheme": "ftp://exemple.fr/",
    "no scheme": "exemple.fr/registre",
    "a mail address": "anne@exemple.fr",
    "no host": "https:///registre",
    "a backslash": "https://exemple.fr\\@ailleurs.fr/",
    "a space": "https://exemple.fr/ a",
    "a line end": "https://exemple.fr/\r\nHost: ailleurs.fr",
    "a line end at the end": "https://exemple.fr/\n",
    "accents in the host": "https://café.fr/",
    "accents in the path": "https://exemple.fr/été",
    "a letter that folds to ASCII": "http\u017f://exemple.fr/",
    "half an escape": "https://exemple.fr/%2",
    "a dot at the end": "https://exemple.fr./",
    "an empty label": "https://a..fr/",
    "a label that begins with a hyphen": "https://-a.fr/",
    "a number in fewer parts": "https://127.1/",
    "a number in one part": "https://2130706433/",
    "a number in hexadecimal": "https://0x7f.0.0.1/",
    "a number in octal": "https://0177.0.0.1/",
    "a number in more parts": "https://1.2.3.4.5/",
    "a zone": "https://[fe80::1%25eth0]/",
    "version 4 in brackets": "https://[10.0.0.5]/",
    "version 4 within version 6": "https://[::ffff:10.0.0.5]/",
    "version 4 within version 6 in hexadecimal": "https://[::ffff:a00:5]/",
    "no number in brackets": "https://[:::::::]/",
    "port zero": "https://exemple.fr:0/",
    "a port beyond the last": "https://exemple.fr:65536/",
    "a port without a number": "https://exemple.fr:/",
    "too long": f"https://exemple.fr/{'a' * 482}",
}


@pytest.mark.parametrize("written, parts", READ.items())
def test_an_address_is_read_in_its_parts(written: str, parts: tuple[str, str, int, str]) -> None:
    *origin, path = parts
    assert CallbackAddress(WebOrigin(*origin), path) == CallbackAddress.read(written)  # type: ignore[arg-type]


@pytest.mark.parametrize("written", NONE.values(), ids=NONE)
def test_what_could_be_read_in_two_ways_is_no_address(written: str) -> None:
    assert CallbackAddress.read(written) is None
    with pytest.raises(InvalidInput) as refusal:
        Subscription(IDS.new(), written, frozenset(), A_MONDAY_MORNING)  # type: ignore[arg-type]
    assert "malformed-callback-address" == refusal.value.code
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("written", READ)
def test_what_is_written_again_is_read_again(written: str) -> None:
    read = CallbackAddress.read(written)
    assert read is not None
    assert read == CallbackAddress.read(read.written)
    assert read.written == CallbackAddress.read(read.written).written  # type: ignore[union-attr]


def test_the_header_of_a_host_names_its_port_where_it_is_not_the_usual_one() -> None:
    assert "exemple.fr" == WebOrigin("https", "exemple.fr", 443).authority
    assert "exemple.fr:443" == WebOrigin("http", "exemple.fr", 443).authority
    assert ("[::1]:8443", "::1") == (
        WebOrigin("https", "[::1]", 8443).authority,
        WebOrigin("https", "[::1]", 8443).name,
    )


def test_what_was_stopped_was_stopped_for_a_reason() -> None:
    one = Subscription(IDS.new(), "https://exemple.fr/", frozenset(), A_MONDAY_MORNING)  # type: ignore[arg-type]
    gone = stopped(one, StopReason.GONE, A_MONDAY_MORNING)
    assert (True, False, one) == (one.is_told, gone.is_told, resumed(gone))
    with pytest.raises(InvalidInput) as refusal:
        Subscription(one.id, one.address, one.kinds, one.since, stopped_at=A_MONDAY_MORNING)
    assert "stopped-without-reason" == refusal.value.code
