"""The host is told which adapters to use, by name; what is misspelt, missing or ambiguous is an error at once."""

import ast
import inspect
import sys
from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import attrs
import pytest
from tests.usecases.doubles import WatchedStorage
from tests.usecases.scripted import FirstLetters, ScriptedPages

from registre_core import Actor, ConfigurationError, Host, Ports
from registre_core.billing import BillingPolicy
from registre_core.clients import ClientPolicy, Requirement
from registre_core.extraction import DETECTORS, Copying
from registre_core.kernel.actors import ClientKind
from registre_core.plugins import Offer, hookimpl, hookspecs
from registre_core.plugins.hookspecs import HOOKS
from registre_core.ports import NullNotifier
from registre_core.ports.storage import Preparation
from registre_core.rights import MODULES, Module, Right
from registre_core.testing.memory import (
    FixedClock,
    MemoryDocuments,
    MemoryStorage,
    PlainAttestor,
    RecordingNotifier,
    SequentialIds,
)


class Plugin:
    """Answers these hooks."""

    def __init__(self, **answers: object) -> None:
        for hook, answer in answers.items():
            setattr(self, hook, hookimpl(answering(answer)))


def answering(answer: object) -> Callable[[], object]:
    def hook() -> object:
        return answer

    return hook


class Offers:
    """Makes offers, and remembers at which addresses something was built."""

    def __init__(self) -> None:
        self.built: list[str] = []

    def of(self, name: str, value: object = None, prepare: Callable[[str], Preparation] | None = None) -> Offer[object]:
        def build(address: str) -> object:
            self.built.append(address)
            return value

        return Offer(name, build, f"{name} for tests", prepare=prepare)


def memory(offers: Offers | None = None, extra: Sequence[Module] = ()) -> Plugin:
    """Offer every port in memory, under the names a host asks for unless told otherwise."""
    make, storage = offers or Offers(), MemoryStorage()
    return Plugin(
        registre_storages=[make.of("memory", storage)],
        registre_document_stores=[make.of("heap", MemoryDocuments())],
        registre_page_readers=[make.of("pdf", ScriptedPages(WatchedStorage(storage, []), {}))],
        registre_clocks=[make.of("system", FixedClock())],
        registre_id_sources=[make.of("uuid7", SequentialIds())],
        registre_attestors=[make.of("plain", PlainAttestor())],
        registre_rights_modules=extra,
    )


def a_module(code: str) -> Module:
    return Module(code, code.title(), code.title(), (Right(f"{code}.consult", "Consulter", "Consult"),))


def refused(build: Callable[[], object]) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as refusal:
        build()
    return refusal.value


def test_a_register_is_opened_on_the_adapters_that_addresses_name() -> None:
    offers = Offers()

    with Host([memory(offers)]).open(storage="memory://town", documents="heap:") as registre:
        founding = registre.workspace.found(Actor.operator(), name="Nantes", administrator="Jeanne")

    assert "Nantes" == founding.workspace.name
    assert ["heap:", "pdf", "system", "uuid7", "memory://town"] == offers.built, "each is given its whole address"


def test_a_host_chooses_its_terms_and_versions_and_has_the_source_s_otherwise() -> None:
    billing, clients = BillingPolicy(suspension=60), ClientPolicy({ClientKind.MOBILE: Requirement("1.10")})
    with Host([memory()]).open(storage="memory:", documents="heap:", billing=billing, clients=clients) as chosen:
        assert (billing, clients) == (chosen.ports.billing, chosen.ports.clients)
    with Host([memory()]).open(storage="memory:", documents="heap:") as usual:
        assert (BillingPolicy(), ClientPolicy()) == (usual.ports.billing, usual.ports.clients)


def test_a_register_of_which_nobody_named_the_notifier_has_one_that_says_so() -> None:
    with Host([memory()]).open(storage="memory:", documents="heap:") as registre:
        assert isinstance(registre.ports.notifier, NullNotifier)


def test_a_register_delivers_by_the_notifier_that_was_named() -> None:
    offers, notifier = Offers(), RecordingNotifier()
    plugin = Plugin(registre_notifiers=[offers.of("tray", notifier)])
    with Host([memory(), plugin]).open(storage="memory:", documents="heap:", notifier="tray:/out") as registre:
        assert registre.ports.notifier is notifier

    assert ["tray:/out"] == offers.built


def test_a_desk_reads_reports_without_a_register() -> None:
    offers, [reader, recognizer] = Offers(), [cast("Any", object()) for _ in range(2)]
    plugin = Plugin(
        registre_page_readers=[offers.of("pdf", reader)],
        registre_text_recognizers=[offers.of("letters", recognizer)],
        registre_detectors=[FirstLetters()],
    )
    desk = Host([plugin]).desk(recognizer="letters:fra", copying=Copying.REFUSED)

    assert (reader, recognizer, Copying.REFUSED) == (desk.pages, desk.recognizer, desk.copying)
    assert (*DETECTORS, FirstLetters()) == desk.detectors
    assert ["pdf", "letters:fra"] == offers.built


def test_nothing_recognises_unless_it_is_named() -> None:
    with Host([memory()]).open(storage="memory:", documents="heap:") as registre:
        assert registre.ports.recognizer is None
    assert Host([memory()]).desk().recognizer is None
    assert "unknown-adapter" == refused(lambda: Host([memory()]).desk(recognizer="letters")).code


def test_two_detectors_of_one_name_are_an_error_and_name_it() -> None:
    refusal = refused(
        lambda: Host([Plugin(registre_detectors=[FirstLetters()]), Plugin(registre_detectors=[FirstLetters()])])
    )

    assert ("ambiguous-offer", "chiffres") == (refusal.code, refusal.facts["name"])


def test_what_the_core_offers_is_named_like_any_other() -> None:
    plugin = Plugin(registre_notifiers=[Offers().of("null")])

    assert "ambiguous-offer" == refused(lambda: Host([plugin])).code
    assert ["null"] == [offer.name for offer in Host([]).offers()["notifier"]]


def test_an_adapter_that_nobody_named_is_not_built() -> None:
    others = Offers()
    plugin = Plugin(registre_storages=[others.of("disk")])

    Host([memory(), plugin]).open(storage="memory:", documents="heap:").close()

    assert [] == others.built


def test_a_register_has_a_key_to_sign_with_only_if_one_is_named() -> None:
    offers = Offers()
    with Host([memory(offers)]).open(storage="memory:", documents="heap:") as unsigned:
        assert unsigned.ports.attestor is None
    assert "plain:key" not in offers.built

    with Host([memory(offers)]).open(storage="memory:", documents="heap:", attestor="plain:key") as registre:
        assert isinstance(registre.ports.attestor, PlainAttestor)
    assert "plain:key" in offers.built


def test_a_key_is_made_where_the_address_says_and_named() -> None:
    offer = Offer("plain", PlainAttestor, "a key", make_key=lambda address: f"made at {address}")

    assert "made at plain:there" == Host([Plugin(registre_attestors=[offer])]).make_key("plain:there")


def test_who_does_not_keep_keys_makes_none() -> None:
    assert "no-key-to-make" == refused(lambda: Host([memory()]).make_key("plain:there")).code


@pytest.mark.parametrize("port", ["storage", "documents"])
def test_an_unknown_adapter_is_told_with_those_there_are(port: str) -> None:
    addresses = {"storage": "memory:", "documents": "heap:", port: "tape://reel"}
    refusal = refused(lambda: Host([memory()]).open(storage=addresses["storage"], documents=addresses["documents"]))

    assert ("unknown-adapter", "tape") == (refusal.code, refusal.facts["name"])
    assert {"storage": "memory", "documents": "heap"}[port] == refusal.facts["known"]


def test_a_host_without_adapters_says_so() -> None:
    assert "none is installed" == refused(lambda: Host([]).build("storage", "sqlite:///x")).facts["known"]


def test_offers_are_listed_by_name_for_each_port() -> None:
    make = Offers()
    offers = Host([memory(), Plugin(registre_storages=[make.of("z"), make.of("a")])]).offers()

    assert ["a", "memory", "z"] == [offer.name for offer in offers["storage"]]
    assert list(HOOKS) == list(offers)


class WithArguments:
    @hookimpl
    def registre_storages(self, address: str) -> list[object]:
        return [address]


@pytest.mark.parametrize("plugin", [Plugin(registre_storage=[]), WithArguments()], ids=["name", "arguments"])
def test_a_misspelt_hook_is_an_error_where_it_would_be_silently_ignored(plugin: object) -> None:
    assert "unknown-hook" == refused(lambda: Host([plugin])).code


def test_a_plug_in_that_comes_twice_is_an_error() -> None:
    plugin = memory()

    assert "plugin-not-loadable" == refused(lambda: Host([plugin, plugin])).code


def test_two_offers_of_one_name_for_one_port_are_an_error_and_name_it() -> None:
    refusal = refused(lambda: Host([memory(), memory()]))

    assert ("ambiguous-offer", {"port": "storage", "name": "memory"}) == (refusal.code, refusal.facts)


def test_plug_ins_add_modules_of_rights_behind_the_core_s_whatever_the_order_they_are_loaded_in() -> None:
    plugins = [Plugin(registre_rights_modules=[a_module(code)]) for code in ("zoo", "art", "gym")]
    expected = (*MODULES, a_module("art"), a_module("gym"), a_module("zoo"))

    assert {expected} == {Host(order).catalogue().modules for order in permutations(plugins)}


def test_the_catalogue_of_an_open_register_holds_the_rights_of_plug_ins() -> None:
    with Host([memory(extra=[a_module("zoo")])]).open(storage="memory:", documents="heap:") as registre:
        assert "zoo.consult" in registre.ports.catalogue.every


def test_a_storage_with_a_schema_is_prepared_and_says_what_it_did() -> None:
    offers = Offers()
    offer = offers.of("disk", prepare=lambda address: Preparation(None, address))

    assert Preparation(None, "disk://1") == Host([Plugin(registre_storages=[offer])]).prepare("disk://1")
    assert [] == offers.built, "what is prepared is not opened"


def test_a_storage_without_a_schema_has_nothing_to_prepare() -> None:
    assert "nothing-to-prepare" == refused(lambda: Host([memory()]).prepare("memory:")).code


def installed(folder: Path, name: str, source: str) -> None:
    """Install a distribution with an entry point, the way pip leaves it behind."""
    (folder / f"{name}.py").write_text(source, encoding="utf-8")
    metadata = folder / f"{name}-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(f"[registre]\n{name} = {name}\n", encoding="utf-8")


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def test_adapters_that_are_installed_are_found(elsewhere: Path) -> None:
    installed(
        elsewhere,
        "registre_tape",
        "from registre_core.plugins import Offer, hookimpl\n\n"
        "@hookimpl\n"
        "def registre_storages():\n"
        "    return [Offer('tape', lambda address: address, 'A reel')]\n",
    )

    assert "tape://1" == Host.discover().build("storage", "tape://1")


@pytest.mark.parametrize("source", ["import nowhere_at_all", "1 / 0", "raise SystemError", "def ("])
def test_an_installed_adapter_that_does_not_load_is_never_ignored(elsewhere: Path, source: str) -> None:
    installed(elsewhere, "registre_broken", source)
    refusal = refused(Host.discover)

    assert ("plugin-not-loadable", {"plugin": "registre_broken"}) == (refusal.code, refusal.facts)


def test_each_port_has_its_hook() -> None:
    policies = {
        "billing",
        "catalogue",
        "clients",
        "copying",
        "deliveries",
        "detectors",
        "document_cap",
        "permits",
        "requests",
        "signing",
    }
    beside = {"jobs"}  # what works in the background runs a register; no register stands on it
    ports = {field.name for field in attrs.fields(Ports)} - policies

    assert ports == set(HOOKS) - beside


SPECIFIED = {name: hook for name, hook in vars(hookspecs).items() if name.startswith("registre_")}


def test_each_hook_is_specified() -> None:
    assert {*HOOKS.values(), "registre_detectors", "registre_rights_modules"} == set(SPECIFIED)


@pytest.mark.parametrize("name", SPECIFIED)
def test_each_hook_is_empty_and_says_what_to_return_and_when_it_is_called(name: str) -> None:
    (function,) = ast.parse(inspect.getsource(SPECIFIED[name])).body
    assert isinstance(function, ast.FunctionDef)
    first, second, *_ = (inspect.getdoc(SPECIFIED[name]) or "").split(". ")

    assert 1 == len(function.body), "its docstring and nothing else"
    assert first.startswith(("Return what can stand for `", "Return modules", "Return what finds"))
    assert second.startswith("Called once, at composition")


def test_the_core_works_without_pluggy_until_a_host_is_asked_for() -> None:
    module = sys.modules["registre_core"]

    assert isinstance(module, ModuleType)
    assert Host is module.Host
