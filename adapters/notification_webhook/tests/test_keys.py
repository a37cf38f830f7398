"""Secrets are derived, signatures are those of the standard, and files of keys are kept to oneself."""

import re
import stat
from base64 import b64decode
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from standardwebhooks import Webhook

from registre_core import ConfigurationError, Host
from registre_core.ports import SigningNotifier
from registre_notification_webhook.answers import LONGEST_WAIT, _seconds
from registre_notification_webhook.keys import Keys, make_key, read_keys, signature, signed
from registre_notification_webhook.notifier import WebhookNotifier
from registre_notification_webhook.settings import Settings

OLD, NEW = b"o" * 32, b"n" * 32
ADDRESS, TOWN = "https://gmao.exemple.fr/registre", "019cad8f-ac00-7000-8000-0000000f4241"
NOW = datetime(2026, 3, 16, 8, tzinfo=UTC)


def test_the_standard_s_own_example_has_the_signature_that_the_standard_gives() -> None:
    """Source: Standard Webhooks, test vector of its reference implementations."""
    body = b'{"test": 2432232314}'
    content = signed("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    secret = b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    assert "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=" == signature(secret, content)


def test_while_keys_are_changed_both_sign_and_the_newest_is_shown() -> None:
    at = datetime.now(UTC)
    both, body = Keys((NEW, OLD)), b'{"type":"ping"}'
    headers = {
        "webhook-id": "k-1",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": both.sign(signed("k-1", int(at.timestamp()), body), ADDRESS, TOWN),
    }
    for keys in (Keys((NEW,)), Keys((OLD,)), both):
        Webhook(keys.secret(ADDRESS, TOWN)).verify(body, headers)
    assert Keys((NEW,)).secret(ADDRESS, TOWN) == both.secret(ADDRESS, TOWN)


def test_a_secret_is_that_of_one_workspace_and_address() -> None:
    keys = Keys((NEW,))
    others = {keys.secret(ADDRESS, sender) for sender in (TOWN, TOWN[:-1] + "2", None)}
    others |= {keys.secret(address, TOWN) for address in (f"{ADDRESS}/", "https://autre.exemple.fr/registre")}
    assert 5 == len(others)


def test_a_derivation_never_changes_or_every_receiver_would_be_deaf() -> None:
    assert "whsec_gPxBtWtQASsaZu+F+FrSCPErNsgiQ+Bc14RSjaDCwaQ=" == Keys((NEW,)).secret(ADDRESS, TOWN)


def test_a_new_key_is_for_its_owner_alone_and_named_by_its_digest(tmp_path: Path) -> None:
    file = tmp_path / "rappels.cle"
    name = make_key(f"webhook:{file}?allow=gmao.interne")
    assert re.fullmatch("webhook:[0-9a-f]{16}", name)
    assert 0o600 == stat.S_IMODE(file.stat().st_mode)
    assert 32 == len(read_keys(file).lines[0])
    with pytest.raises(ConfigurationError) as refusal:
        make_key(f"webhook:{file}")
    assert "key-exists" == refusal.value.code


def test_the_host_makes_one_as_it_makes_others(tmp_path: Path) -> None:
    assert Host.discover().make_key(f"webhook:{tmp_path / 'rappels.cle'}").startswith("webhook:")


@pytest.mark.parametrize("content", ["", "\n\n", "bonjour", "a" * 44, f"{'A' * 43}=\nAAAA", f"{'é' * 43}="])
def test_what_holds_no_keys_is_refused_without_being_repeated(content: str, tmp_path: Path) -> None:
    file = tmp_path / "rappels.cle"
    file.write_text(content)
    file.chmod(0o600)
    with pytest.raises(ConfigurationError) as refusal:
        read_keys(file)
    assert "malformed-callback-key" == refusal.value.code
    assert not content.strip() or content not in str(refusal.value)


def test_keys_that_others_can_read_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "rappels.cle"
    make_key(f"webhook:{file}")
    file.chmod(0o640)
    with pytest.raises(ConfigurationError) as refusal:
        WebhookNotifier.at(f"webhook:{file}")
    assert "key-exposed" == refusal.value.code


def test_a_notifier_of_callbacks_says_that_it_signs(tmp_path: Path) -> None:
    make_key(f"webhook:{tmp_path / 'k'}")
    notifier = WebhookNotifier.at(f"webhook:{tmp_path / 'k'}")
    assert isinstance(notifier, SigningNotifier)
    assert "k" * 32 not in repr(Keys((b"k" * 32,)))


@pytest.mark.parametrize(
    "address",
    [
        "webhook:",
        "autre:/k",
        "webhook:?allow=a",
        "webhook:/k?allow=a/b",
        "webhook:/k?allow=ftp://a",
        "webhook:/k?allow=u@a",
        "webhook:/k?patience=0",
        "webhook:/k?patience=nan",
        "webhook:/k?patience=inf",
        "webhook:/k?patience=vite",
        "webhook:/k?proxy=a",
        "webhook:/k?patience=1&patience=2",
        "webhook:/k?allow",
        "webhook:/k\0",
    ],
)
def test_an_address_of_another_form_is_refused(address: str) -> None:
    with pytest.raises(ConfigurationError) as refusal:
        Settings.read(address)
    assert "malformed-webhook-address" == refusal.value.code


def test_an_address_says_which_servers_are_allowed() -> None:
    read = Settings.read("webhook:/k?allow=GMAO.interne,10.0.0.5:8443,http://[::1]:80&ca=/etc/ca.pem&patience=5")
    allowed = {(origin.scheme, origin.host, origin.port) for origin in read.allowed}
    assert {("https", "gmao.interne", 443), ("https", "10.0.0.5", 8443), ("http", "[::1]", 80)} == allowed
    assert (Path("/k"), Path("/etc/ca.pem"), 5.0) == (read.file, read.authorities, read.patience)


RETRY_AFTER = {
    None: None,
    "120": 120,
    "0": 0,
    "999999999999999": LONGEST_WAIT,
    "-5": None,
    "1.5": None,
    "bientôt": None,
    "²": None,
    format_datetime(datetime(2026, 3, 16, 8, 2, tzinfo=UTC), usegmt=True): 120,
    format_datetime(datetime(2026, 3, 15, tzinfo=UTC), usegmt=True): 0,
    format_datetime(datetime(2027, 3, 15, tzinfo=UTC), usegmt=True): LONGEST_WAIT,
}


@pytest.mark.parametrize("written, seconds", RETRY_AFTER.items())
def test_seconds_or_a_date_say_when_to_come_back(written: str | None, seconds: int | None) -> None:
    assert seconds == _seconds(written, NOW)


@settings(max_examples=50)
@given(st.text("0129-:+, MTWFSadeiobnur²\n", max_size=40))
def test_no_header_breaks_who_reads_it(written: str) -> None:
    seconds = _seconds(written, NOW)
    assert seconds is None or 0 <= seconds <= LONGEST_WAIT
