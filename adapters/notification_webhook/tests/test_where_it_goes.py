"""Nobody makes the house send anything into a network that is not his: each address is looked at, once, and kept to."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest
from tests.callback_server import callback_server

from registre_core import AdapterFailure
from registre_core.ports import Attachment, Message
from registre_notification_webhook.keys import Keys
from registre_notification_webhook.networks import is_public
from registre_notification_webhook.notifier import WebhookNotifier
from registre_notification_webhook.settings import Settings

KEYS = Keys((b"k" * 32,))

NOT_PUBLIC = (
    "0.0.0.0 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 "
    "172.31.255.255 192.0.0.8 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 "
    "224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 "
    ":: ::1 ::ffff:127.0.0.1 ::ffff:93.184.216.34 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::5db8:d822 64:ff9b:1::1 100::1 "
    "2001::1 2001:db8::1 2002:7f00:1::1 3fff::1 5f00::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1"
).split()
PUBLIC = (
    "1.1.1.1 8.8.8.8 93.184.216.34 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 "
    "169.253.255.255 172.15.255.255 172.32.0.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 223.255.255.255 "
    "2001:200::1 2606:2800:220:1:248:1893:25c8:1946 2a00:1450:4007::1 3ffe:ffff::1"
).split()


class Resolver:
    """Answers each question with the next of its answers, and remembers what it was asked."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers, self.asked = list(answers), list[str]()

    def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.answers.pop(0)


def failure_of(address: str, resolver: Resolver, allowed: str = "") -> tuple[str, object]:
    notifier = WebhookNotifier(Settings.read(f"webhook:k?{allowed}"), KEYS, look_up=resolver)
    with pytest.raises(AdapterFailure) as failure:
        notifier.deliver(Message("k-1", address, "Essai", "Essai."))
    return failure.value.code, failure.value.facts["cause"]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_somebodys_own_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_lies_beside_it_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("inside", ["127.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1"])
@pytest.mark.parametrize("first", [True, False])
def test_one_address_inside_among_those_of_a_name_is_enough_to_send_nothing(inside: str, first: bool) -> None:  # noqa: FBT001
    found = [inside, "93.184.216.34"] if first else ["93.184.216.34", inside]
    refused = ("delivery-refused", "not-allowed")
    assert refused == failure_of("https://gmao.exemple.fr/rappel", Resolver(found))


def test_a_number_is_looked_at_as_a_name_is() -> None:
    refused = ("delivery-refused", "not-allowed")
    assert refused == failure_of("https://10.0.0.5/rappel", Resolver(["10.0.0.5"]))


@pytest.mark.parametrize(
    "address", ["http://gmao.exemple.fr/", "https://gmao.exemple.fr:8443/", "http://gmao.exemple.fr:443/"]
)
def test_what_is_not_allowed_by_name_is_spoken_to_over_tls_on_its_usual_port(address: str) -> None:
    resolver = Resolver()
    assert ("delivery-refused", "not-allowed") == failure_of(address, resolver)
    assert [] == resolver.asked


@pytest.mark.parametrize(
    "address",
    [
        "https://gmao.exemple.fr@10.0.0.5/",
        "https://127.1/",
        "https://0x7f000001/",
        "https://2130706433/",
        "https://gmao.exemple.fr/#a",
        "https://gmao.exemple.fr\\@10.0.0.5/",
        "https://gmao.exemple.fr/a b",
        "file:///etc/passwd",
        "anne@exemple.fr",
    ],
)
def test_what_two_readers_could_take_for_two_addresses_is_none(address: str) -> None:
    resolver = Resolver()
    assert ("delivery-refused", "address") == failure_of(address, resolver)
    assert [] == resolver.asked


def test_an_allowed_server_is_allowed_as_it_is_written_and_no_other() -> None:
    refused = ("delivery-refused", "not-allowed")
    for address in ("https://127.0.0.1/", "http://127.0.0.1:8081/", "https://127.0.0.1:8080/", "http://autre:8080/"):
        assert refused == failure_of(address, Resolver(["127.0.0.1"]), "allow=http://127.0.0.1:8080"), address


def test_a_name_is_resolved_once_and_the_connection_goes_to_what_was_looked_at() -> None:
    with callback_server() as server:
        resolver = Resolver(["127.0.0.1"], ["127.0.0.2"])
        address = f"http://gmao.interne:{server.port}/rappel"
        settings = Settings.read(f"webhook:k?allow=http://gmao.interne:{server.port}")
        WebhookNotifier(settings, KEYS, look_up=resolver).deliver(Message("k-1", address, "Essai", "Essai."))
    assert ["gmao.interne"] == resolver.asked
    assert [f"gmao.interne:{server.port}"] == [callback.host for callback in server.arrived]


def test_an_address_that_answers_is_found_behind_one_that_does_not() -> None:
    with callback_server() as server:
        resolver = Resolver(["127.0.0.2", "127.0.0.1"])  # nobody listens on the first
        address = f"http://gmao.interne:{server.port}/rappel"
        settings = Settings.read(f"webhook:k?allow=http://gmao.interne:{server.port}")
        WebhookNotifier(settings, KEYS, look_up=resolver).deliver(Message("k-1", address, "Essai", "Essai."))
    assert 1 == len(server.arrived)


def test_a_proxy_of_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with callback_server() as server, callback_server() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.origin)
        settings = Settings.read(f"webhook:k?allow={server.origin}")
        WebhookNotifier(settings, KEYS).deliver(Message("k-1", server.address("rappel"), "Essai", "Essai."))
    assert (1, 0) == (len(server.arrived), len(proxy.arrived))


def test_a_name_that_is_not_known_may_be_known_later() -> None:
    def unknown(host: str, port: int) -> Sequence[str]:
        raise OSError(host)

    notifier = WebhookNotifier(Settings(Path("k")), KEYS, look_up=unknown)
    with pytest.raises(AdapterFailure) as failure:
        notifier.deliver(Message("k-1", "https://gmao.exemple.fr/", "Essai", "Essai."))
    assert ("delivery-postponed", "name") == (failure.value.code, failure.value.facts["cause"])


def test_a_name_without_any_address_may_have_one_later() -> None:
    assert ("delivery-postponed", "name") == failure_of("https://gmao.exemple.fr/", Resolver([]))


def test_what_has_no_form_in_json_is_refused() -> None:
    notifier = WebhookNotifier(Settings(Path("k")), KEYS, look_up=Resolver())
    with pytest.raises(AdapterFailure) as failure:
        notifier.deliver(Message("k-1", "https://gmao.exemple.fr/", "Essai", "Essai.", facts={"n": 2**60}))
    assert ("delivery-refused", "body") == (failure.value.code, failure.value.facts["cause"])


def test_a_resolver_that_never_answers_is_left_alone_when_the_time_is_over() -> None:
    asked_for = Event()

    def silent(host: str, port: int) -> Sequence[str]:
        asked_for.wait(10)
        return ["127.0.0.1"]

    notifier = WebhookNotifier(Settings(Path("k"), patience=0.1), KEYS, look_up=silent)
    with pytest.raises(AdapterFailure) as failure:
        notifier.deliver(Message("k-1", "https://gmao.exemple.fr/", "Essai", "Essai."))
    asked_for.set()
    assert ("delivery-postponed", "name") == (failure.value.code, failure.value.facts["cause"])


def test_a_message_with_files_is_refused_before_anybody_is_asked() -> None:
    resolver, paper = Resolver(), Attachment("bon signé.pdf", "application/pdf", b"%PDF-1.7")
    notifier = WebhookNotifier(Settings(Path("k")), KEYS, look_up=resolver)
    with pytest.raises(AdapterFailure) as failure:
        notifier.deliver(Message("k-1", "https://gmao.exemple.fr/", "Bon", "Voici.", attachments=(paper,)))
    assert ("delivery-refused", "attachments") == (failure.value.code, failure.value.facts["cause"])
    assert [] == resolver.asked
