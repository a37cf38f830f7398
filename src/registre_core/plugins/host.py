"""Finding adapters and putting a register together from those that are named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Self

import pluggy

from registre_core.app import Registre, Retries, assemble
from registre_core.billing import THE_SOURCES_OWN, BillingPolicy
from registre_core.clients import THE_SOURCES_VERSIONS, ClientPolicy
from registre_core.extraction import DETECTORS, Copying, Detector
from registre_core.kernel.errors import ConfigurationError
from registre_core.notices import THE_HOUSES_DELIVERIES, DeliveryPolicy
from registre_core.permits import THE_SOURCES_PERMITS, PermitPolicy
from registre_core.plugins import embedded, hookspecs
from registre_core.plugins.hookspecs import HOOKS, PROJECT, Offer
from registre_core.ports import Ports, TextRecognizer
from registre_core.ports.storage import Preparation
from registre_core.requests import THE_SOURCES_REQUESTS, RequestPolicy
from registre_core.rights import MODULES, Catalogue
from registre_core.services.reading import ReportDesk
from registre_core.signatures import THE_SOURCES_SIGNATURES, SigningPolicy

_PATIENT = Retries()


class Host:
    """Everything that adapters offer. It is told which to use by name; load order decides nothing."""

    def __init__(self, plugins: Iterable[object]) -> None:
        """Take these plug-ins, and what the core itself offers, and no others.

        Raises:
            ConfigurationError: ``unknown-hook`` when a plug-in implements a hook that does not exist (misspelt?)
                or with other arguments, ``plugin-not-loadable`` when one comes twice, ``ambiguous-offer`` when two
                offer the same name for the same port.
        """
        manager = pluggy.PluginManager(PROJECT)
        manager.add_hookspecs(hookspecs)
        try:
            for plugin in (embedded, *plugins):
                manager.register(plugin)
            manager.check_pending()
        except pluggy.PluginValidationError as error:
            raise ConfigurationError("unknown-hook", f"a plug-in is misspelt: {error}") from error
        except ValueError as error:
            raise ConfigurationError("plugin-not-loadable", f"a plug-in is registered twice: {error}") from error
        self._offers = {port: _by_name(port, _answers(manager, hook)) for port, hook in HOOKS.items()}
        self._detectors = _detectors(_answers(manager, "registre_detectors"))
        modules = _answers(manager, "registre_rights_modules")
        self._modules = tuple(sorted(modules, key=lambda module: module.code))

    @classmethod
    def discover(cls) -> Self:
        """Find the adapters that are installed: entry points of the group ``registre``.

        Raises:
            ConfigurationError: ``plugin-not-loadable``: one that is installed but fails to load is never ignored.
        """
        return cls(_loaded(point) for point in sorted(entry_points(group=PROJECT), key=lambda point: point.name))

    def offers(self) -> Mapping[str, tuple[Offer[Any], ...]]:
        """List what is offered for each port, by name."""
        return {port: tuple(named[name] for name in sorted(named)) for port, named in self._offers.items()}

    def catalogue(self) -> Catalogue:
        """Join the rights of the core and of the plug-ins."""
        return Catalogue((*MODULES, *self._modules))

    def detectors(self) -> tuple[Detector, ...]:
        """Give what finds observations in reports: the core's own, then those of the plug-ins by name."""
        return self._detectors

    def build(self, port: str, address: str) -> Any:  # noqa: ANN401  # which port, only the caller knows
        """Build one port from its address: ``sqlite:///registre.db`` chooses the offer ``sqlite``.

        Raises:
            ConfigurationError: ``unknown-adapter``, naming what there is.
        """
        return self.offer(port, address).build(address)

    def offer(self, port: str, address: str) -> Offer[Any]:
        """Find the offer that an address names.

        Raises:
            ConfigurationError: ``unknown-adapter``, naming what there is.
        """
        named = self._offers[port]
        name = address.partition(":")[0]
        if name in named:
            return named[name]
        known = ", ".join(sorted(named)) or "none is installed"
        name = name.partition("=")[0]  # an address of another form, which may hold a password
        said = f"nothing offers {name!r} for {port}; there is: {known}"
        raise ConfigurationError("unknown-adapter", said, {"port": port, "name": name, "known": known})

    def prepare(self, storage: str) -> Preparation:
        """Create or upgrade the schema at the address of a storage, and tell from which version to which.

        Raises:
            ConfigurationError: ``unknown-adapter``, ``nothing-to-prepare``, or what lies there is something else.
        """
        offer = self.offer("storage", storage)
        if offer.prepare is None:
            said = f"{offer.name} has no schema to create or upgrade"
            raise ConfigurationError("nothing-to-prepare", said, {"name": offer.name})
        return offer.prepare(storage)

    def make_key(self, address: str) -> str:
        """Make a new key at the address of an attestor, a sealer or what signs callbacks, and name it.

        Of a key with a public half, its name is what one writes down and trusts.

        Raises:
            ConfigurationError: ``unknown-adapter``, ``no-key-to-make``, or a key cannot be made there.
        """
        name = address.partition(":")[0]
        port = next((port for port in ("sealer", "webhooks") if name in self._offers[port]), "attestor")
        offer = self.offer(port, address)
        if offer.make_key is None:
            said = f"{offer.name} does not make its own keys"
            raise ConfigurationError("no-key-to-make", said, {"name": offer.name})
        return offer.make_key(address)

    def desk(
        self, *, pages: str = "pdf", recognizer: str | None = None, copying: Copying = Copying.REPORTED
    ) -> ReportDesk:
        """Put together what reads reports, without a register: for a command, or for an archive.

        Args:
            pages: what reads PDF files.
            recognizer: what reads scans (OCR), such as ``tesseract``; unless one is named, they are not read, and that
                is said.
            copying: what becomes of documents whose author forbids copying their words.

        Raises:
            ConfigurationError: an unknown adapter.
        """
        return ReportDesk(self.build("pages", pages), self._recognizer(recognizer), self._detectors, copying)

    def open(
        self,
        *,
        storage: str,
        documents: str,
        pages: str = "pdf",
        recognizer: str | None = None,
        clock: str = "system",
        ids: str = "uuid7",
        notifier: str = "null",
        webhooks: str = "null",
        wording: str | None = None,
        attestor: str | None = None,
        capture: str | None = None,
        tickets: str | None = None,
        renderer: str | None = None,
        sealer: str | None = None,
        signing: SigningPolicy = THE_SOURCES_SIGNATURES,
        permits: PermitPolicy = THE_SOURCES_PERMITS,
        requests: RequestPolicy = THE_SOURCES_REQUESTS,
        deliveries: DeliveryPolicy = THE_HOUSES_DELIVERIES,
        billing: BillingPolicy = THE_SOURCES_OWN,
        clients: ClientPolicy = THE_SOURCES_VERSIONS,
        copying: Copying = Copying.REPORTED,
        retries: Retries = _PATIENT,
    ) -> Registre:
        """Open a register on the adapters that these addresses name.

        Args:
            storage: such as ``sqlite:///registre.db``.
            documents: such as ``file:///var/lib/registre``.
            pages: what reads PDF files.
            recognizer: what reads scans (OCR), such as ``tesseract``, or ``tesseract:fra+eng`` for two languages;
                unless one is named, they are not read, and that is said.
            clock: what tells the time.
            ids: what makes identifiers.
            notifier: what carries messages to people; unless one is named, they stay queued.
            webhooks: what carries callbacks to subscribers, such as ``webhook:/etc/registre/callbacks.key``;
                unless one is named, they stay queued.
            wording: what puts notices into words, such as ``french``, or ``french:/etc/registre/modeles`` with words
                of one's own.
            attestor: the key that signs anchors, such as ``ed25519:/etc/registre/anchor.key``; only who anchors needs
                one.
            capture: what reads drawn signatures, such as ``pad``.
            tickets: where codes on the page lead a telephone, such as ``qr:https://registre.exemple.fr/s``; only who
                signs on telephones needs it.
            renderer: what prints slips and permits, such as ``typst``.
            sealer: the key that seals them, such as ``pkcs12:/etc/registre/cachet.p12``.
            signing: how signatures are asked for and given.
            permits: how hot-work permits are drawn up and signed.
            requests: how many a request goes to, and for how long they may answer.
            deliveries: how notices are carried.
            billing: when unpaid invoices show banners and shut doors, and what stays possible then.
            clients: which versions of the pages and of the application may still be used.
            copying: what becomes of documents whose author forbids copying their words.
            retries: how often a use case is tried again after a failure that may pass.

        Raises:
            ConfigurationError: an unknown adapter, or one that cannot be opened at its address.
        """
        settled = {
            "documents": self.build("documents", documents),
            "pages": self.build("pages", pages),
            "recognizer": self._recognizer(recognizer),
            "clock": self.build("clock", clock),
            "ids": self.build("ids", ids),
            "notifier": self.build("notifier", notifier),
            "webhooks": self.build("webhooks", webhooks),
        }
        optional: Mapping[str, str | None] = {
            "wording": wording,
            "attestor": attestor,
            "capture": capture,
            "tickets": tickets,
            "renderer": renderer,
            "sealer": sealer,
        }
        chosen: Mapping[str, Any] = {
            port: None if address is None else self.build(port, address) for port, address in optional.items()
        }
        ports = Ports(
            storage=self.build("storage", storage),
            catalogue=self.catalogue(),
            detectors=self._detectors,
            copying=copying,
            billing=billing,
            clients=clients,
            signing=signing,
            permits=permits,
            requests=requests,
            deliveries=deliveries,
            **settled,
            **chosen,
        )
        return assemble(ports, retries=retries)

    def _recognizer(self, address: str | None) -> TextRecognizer | None:
        return None if address is None else self.build("recognizer", address)


def _answers(manager: pluggy.PluginManager, hook: str) -> list[Any]:
    return [offer for answer in getattr(manager.hook, hook)() for offer in answer]


def _by_name(port: str, offers: Iterable[Offer[Any]]) -> dict[str, Offer[Any]]:
    named: dict[str, Offer[Any]] = {}
    for offer in offers:
        if offer.name in named:
            said = f"two plug-ins offer {offer.name!r} for {port}: uninstall one"
            raise ConfigurationError("ambiguous-offer", said, {"port": port, "name": offer.name})
        named[offer.name] = offer
    return named


def _detectors(added: Iterable[Detector]) -> tuple[Detector, ...]:
    detectors = (*DETECTORS, *sorted(added, key=lambda detector: detector.name))
    names = [detector.name for detector in detectors]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        said = f"two detectors are called {twice!r}: uninstall one"
        raise ConfigurationError("ambiguous-offer", said, {"port": "detectors", "name": twice})
    return detectors


def _loaded(point: EntryPoint) -> object:
    try:
        return point.load()
    except Exception as error:
        said = f"the plug-in {point.name!r} is installed but does not load: {error}"
        raise ConfigurationError("plugin-not-loadable", said, {"plugin": point.name}) from error
