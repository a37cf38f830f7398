"""The hooks an adapter may implement: each is an empty function that says what to return.

Every hook answers the same questions in the same order: what to return, when it is called, what it must not do.
An offer names an adapter; the host builds the one it was told to use, and only that one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

import pluggy
from attrs import frozen

from registre_core.extraction import Detector
from registre_core.ports import (
    Attestor,
    Clock,
    DocumentStore,
    IdSource,
    JobEngine,
    Notifier,
    PageReader,
    Renderer,
    Sealer,
    SignatureCapture,
    Storage,
    TextRecognizer,
    TicketPrinter,
    Wording,
)
from registre_core.ports.storage import Preparation
from registre_core.rights import Module

PROJECT = "registre"
"""The name of the plug-in system, and of the entry-point group of adapters."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks an adapter's implementation: ``from registre_core.plugins import hookimpl``."""

Port_co = TypeVar("Port_co", covariant=True)


@frozen
class Offer(Generic[Port_co]):
    """An adapter that could stand for a port."""

    name: str
    """What the host says to choose it: of a storage or document store, the scheme of its address."""
    build: Callable[[str], Port_co]
    """Opens it at an address, such as ``sqlite:///registre.db``; adapters without settings ignore it."""
    summary: str
    """One line for ``registre plugins``."""
    capabilities: frozenset[str] = frozenset()
    """What it can beyond its port's obligations, such as ``migrate``."""
    prepare: Callable[[str], Preparation] | None = None
    """Creates or upgrades the schema at the address; storages that have one offer it."""
    make_key: Callable[[str], str] | None = None
    """Makes a new key at the address, and names it; attestors, sealers and notifiers that keep keys offer it."""


@hookspec
def registre_storages() -> Iterable[Offer[Storage]]:  # type: ignore[empty-body]
    """Return what can stand for `Storage`, named by address scheme. Called once, at composition; opens nothing."""


@hookspec
def registre_document_stores() -> Iterable[Offer[DocumentStore]]:  # type: ignore[empty-body]
    """Return what can stand for `DocumentStore`, by address scheme. Called once, at composition; opens nothing."""


@hookspec
def registre_page_readers() -> Iterable[Offer[PageReader]]:  # type: ignore[empty-body]
    """Return what can stand for `PageReader`. Called once, at composition; opens nothing, loads no engine."""


@hookspec
def registre_text_recognizers() -> Iterable[Offer[TextRecognizer]]:  # type: ignore[empty-body]
    """Return what can stand for `TextRecognizer`. Called once, at composition; starts no engine."""


@hookspec
def registre_detectors() -> Iterable[Detector]:  # type: ignore[empty-body]
    """Return what finds observations in reports, beside the core's own. Called once, at composition; opens nothing."""


@hookspec
def registre_clocks() -> Iterable[Offer[Clock]]:  # type: ignore[empty-body]
    """Return what can stand for `Clock`. Called once, at composition; reads no clock."""


@hookspec
def registre_id_sources() -> Iterable[Offer[IdSource]]:  # type: ignore[empty-body]
    """Return what can stand for `IdSource`. Called once, at composition; makes no identifier."""


@hookspec
def registre_notifiers() -> Iterable[Offer[Notifier]]:  # type: ignore[empty-body]
    """Return what can stand for `Notifier`. Called once, at composition; reaches nobody."""


@hookspec
def registre_wordings() -> Iterable[Offer[Wording]]:  # type: ignore[empty-body]
    """Return what can stand for `Wording`. Called once, at composition; reads no template."""


@hookspec
def registre_attestors() -> Iterable[Offer[Attestor]]:  # type: ignore[empty-body]
    """Return what can stand for `Attestor`, by algorithm. Called once, at composition; reads no key."""


@hookspec
def registre_signature_captures() -> Iterable[Offer[SignatureCapture]]:  # type: ignore[empty-body]
    """Return what can stand for `SignatureCapture`. Called once, at composition; opens nothing."""


@hookspec
def registre_ticket_printers() -> Iterable[Offer[TicketPrinter]]:  # type: ignore[empty-body]
    """Return what can stand for `TicketPrinter`, at the address that tickets lead to. Called once, at composition."""


@hookspec
def registre_renderers() -> Iterable[Offer[Renderer]]:  # type: ignore[empty-body]
    """Return what can stand for `Renderer`. Called once, at composition; loads no engine."""


@hookspec
def registre_sealers() -> Iterable[Offer[Sealer]]:  # type: ignore[empty-body]
    """Return what can stand for `Sealer`. Called once, at composition; reads no key."""


@hookspec
def registre_job_engines() -> Iterable[Offer[JobEngine]]:  # type: ignore[empty-body]
    """Return what can stand for `JobEngine`. Called once, at composition; reaches no server."""


@hookspec
def registre_rights_modules() -> Iterable[Module]:  # type: ignore[empty-body]
    """Return modules of rights to add to the catalogue. Called once, at composition; the catalogue is sealed then."""


HOOKS: dict[str, Any] = {
    "storage": "registre_storages",
    "documents": "registre_document_stores",
    "pages": "registre_page_readers",
    "recognizer": "registre_text_recognizers",
    "clock": "registre_clocks",
    "ids": "registre_id_sources",
    "notifier": "registre_notifiers",
    "webhooks": "registre_notifiers",
    "wording": "registre_wordings",
    "attestor": "registre_attestors",
    "capture": "registre_signature_captures",
    "tickets": "registre_ticket_printers",
    "renderer": "registre_renderers",
    "sealer": "registre_sealers",
    "jobs": "registre_job_engines",
}
"""The hook behind each port of a host."""
