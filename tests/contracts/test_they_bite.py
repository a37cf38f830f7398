"""Who watches the watchmen: each contract is run against adapters that break one promise each, and must notice.

Beside the obligations that must catch a saboteur (they stand in its class), the tables in `bites` record all that do,
so that a change of the kit shows. In CI each saboteur meets the obligations of its row, and every one of them must
catch it; `./dev faults` holds it against the whole contract, and finds what catches it and stands in no row yet.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from types import ModuleType
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import Phase, is_hypothesis_test, settings
from tests.contracts.bites.attestor import ATTESTORS
from tests.contracts.bites.capture import CAPTURES, PRINTERS
from tests.contracts.bites.corrections import CORRECTIONS
from tests.contracts.bites.documents import DOCUMENTS
from tests.contracts.bites.jobs import ENGINES
from tests.contracts.bites.late import LATE
from tests.contracts.bites.lying import LYING
from tests.contracts.bites.notifier import NOTIFIERS
from tests.contracts.bites.outbox import OUTBOXES
from tests.contracts.bites.press import RENDERERS, SEALERS
from tests.contracts.bites.recognizer import RECOGNIZERS
from tests.contracts.bites.references import REFERENCES
from tests.contracts.bites.staging import STAGINGS
from tests.contracts.bites.storage import STORAGES
from tests.contracts.bites.wording import WORDINGS
from tests.contracts.bites.world import CLOCKS, SOURCES
from tests.contracts.saboteurs import (
    attestor,
    billing,
    buildings,
    capture,
    changes,
    claims,
    corrections,
    documents,
    entities,
    forgetting,
    jobs,
    journal,
    late,
    lists,
    lying,
    notifier,
    operator,
    outbox,
    permits,
    profiles,
    recognizer,
    references,
    renderer,
    reports,
    rights,
    sealer,
    signing,
    staging,
    wording,
    world,
)
from tests.contracts.saboteurs.spoiling import Saboteur
from tests.contracts.test_renderers import attachments

from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.contracts.attestor import AttestorContract
from registre_core.testing.contracts.capture import SignatureCaptureContract
from registre_core.testing.contracts.documents import PROVEN_ELSEWHERE, DocumentContract, OpenDocuments, Tamper
from registre_core.testing.contracts.jobs import JobsContract
from registre_core.testing.contracts.lying import Age
from registre_core.testing.contracts.notifier import NotifierContract
from registre_core.testing.contracts.renderer import RendererContract
from registre_core.testing.contracts.sealer import SealerContract
from registre_core.testing.contracts.storage import StorageContract
from registre_core.testing.contracts.text_recognizer import TextRecognizerContract
from registre_core.testing.contracts.ticket_printer import Camera, TicketPrinterContract
from registre_core.testing.contracts.wording import WordingContract
from registre_core.testing.contracts.world import ClockContract, IdSourceContract
from registre_core.testing.memory import (
    FixedClock,
    Medium,
    MemoryDocuments,
    MemoryStorage,
    PlainAttestor,
    PlainCapture,
    PlainJobs,
    PlainPrinter,
    PlainRenderer,
    PlainSealer,
    PlainWording,
    RecordingNotifier,
    SequentialIds,
)
from registre_core.testing.memory.documents import Kept, Times
from registre_core.testing.memory.jobs import Board
from registre_core.testing.memory.sealer import failing_time
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.obligations import proven_by
from registre_core.testing.saboteurs import broken_obligations
from registre_reading_pdf import PdfPageReader

pytestmark = pytest.mark.slow

One = TypeVar("One")
Spoiled = type[
    Saboteur
    | documents.Spoiler
    | notifier.WrongNotifier
    | world.WrongClock
    | world.WrongIds
    | attestor.WrongAttestor
    | recognizer.WrongRecognizer
    | capture.WrongCapture
    | capture.WrongPrinter
    | renderer.WrongRenderer
    | sealer.WrongSealer
    | wording.WrongWording
    | jobs.WrongJobs
]

OF_PORTS = (
    "storage documents notifier clock identifiers attestor recognizer capture printer renderer sealer wording".split()
)
"""What each contract is of, in the order of the tables below."""

AT_LENGTH = "REGISTRE_FAULT_ROUNDS" in os.environ
"""Whether each saboteur meets the whole contract, which takes fifty times as long: as `./dev faults` asks."""


class DocumentsOf(DocumentContract):
    """The contract on a store in memory."""

    store: ClassVar[type[MemoryDocuments]] = MemoryDocuments

    @pytest.fixture
    def kept(self) -> Kept:
        return {}

    @pytest.fixture
    def times(self) -> Times:
        return {}

    @pytest.fixture
    def open_documents(self, kept: Kept, times: Times) -> OpenDocuments:
        return partial(self.store, kept, times)

    @pytest.fixture
    def tamper(self, kept: Kept) -> Tamper:
        def put_instead(workspace: WorkspaceId, digest: Digest, content: bytes) -> None:
            kept[workspace, digest] = content

        return put_instead

    @pytest.fixture
    def age(self, times: Times) -> Age:
        def set_back(workspace: WorkspaceId, digest: Digest, put_at: datetime) -> None:
            times[workspace, digest] = put_at

        return set_back


def saboteurs(base: type[One], *modules: ModuleType) -> list[type[One]]:
    """Collect the saboteurs of these modules."""
    found = {one for module in modules for _, one in inspect.getmembers(module, inspect.isclass)}
    return sorted(
        (one for one in found if issubclass(one, base) and "breaks" in vars(one)), key=lambda one: one.__name__
    )


SPOILED_STORAGES = saboteurs(
    Saboteur,
    changes,
    entities,
    lists,
    journal,
    operator,
    forgetting,
    rights,
    profiles,
    billing,
    reports,
    signing,
    permits,
    corrections,
    buildings,
    staging,
    late,
    references,
    claims,
    outbox,
)
SPOILED_DOCUMENTS = saboteurs(documents.Spoiler, documents, lying)
WRONG_NOTIFIERS = saboteurs(notifier.WrongNotifier, notifier)
WRONG_CLOCKS = saboteurs(world.WrongClock, world)
WRONG_SOURCES = saboteurs(world.WrongIds, world)
WRONG_ATTESTORS = saboteurs(attestor.WrongAttestor, attestor)
WRONG_RECOGNIZERS = saboteurs(recognizer.WrongRecognizer, recognizer)
WRONG_CAPTURES = saboteurs(capture.WrongCapture, capture)
WRONG_PRINTERS = saboteurs(capture.WrongPrinter, capture)
WRONG_RENDERERS = saboteurs(renderer.WrongRenderer, renderer)
WRONG_SEALERS = saboteurs(sealer.WrongSealer, sealer)
WRONG_ENGINES = saboteurs(jobs.WrongJobs, jobs)
WRONG_WORDINGS = saboteurs(wording.WrongWording, wording)


@pytest.fixture(autouse=True)
def _explain_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pytest not write out, in CI and for `-v`, what nobody reads: that a test fails is enough."""
    monkeypatch.setattr("_pytest.assertion.util._reprcompare", None)  # nothing public does this


@contextmanager
def hastily(contract: type) -> Iterator[None]:
    """Let hypothesis look at few examples, and neither simplify nor remember what it finds: that it finds is enough."""
    tests: list[Any] = [test for _, test in inspect.getmembers(contract, is_hypothesis_test)]
    usual = [test._hypothesis_internal_use_settings for test in tests]  # noqa: SLF001  # nothing public does this
    for test, own in zip(tests, usual, strict=True):
        quick = settings(own, max_examples=2, phases=[Phase.generate], database=None)
        test._hypothesis_internal_use_settings = quick  # noqa: SLF001
    try:
        yield
    finally:
        for test, own in zip(tests, usual, strict=True):
            test._hypothesis_internal_use_settings = own  # noqa: SLF001


def broken_by_storage(storage: type[MemoryStorage], *numbers: str) -> str:
    with hastily(StorageContract):
        return told(broken_obligations(StorageContract, *numbers, open_storage=lambda: partial(storage, Medium())))


def broken_by_documents(store: type[MemoryDocuments], *numbers: str) -> str:
    streams = store is documents.HoldsEverything
    contract = type("Contract", (DocumentsOf,), {"store": store, "streams": streams})
    with hastily(contract):
        return told(broken_obligations(contract, *numbers))


def broken_by_notifier(kind: type[RecordingNotifier], *numbers: str) -> str:
    contract = type("Contract", (NotifierContract,), {"patience": 0.02, "enough": 1.5})
    return told(broken_obligations(contract, *numbers, far_end=lambda: notifier.BoxOf(kind)))


def broken_by_clock(clock: type[FixedClock], *numbers: str) -> str:
    with hastily(ClockContract):
        return told(broken_obligations(ClockContract, *numbers, clock_at=lambda: clock))


def broken_by_ids(ids: type[SequentialIds], *numbers: str) -> str:
    contract = type("Contract", (IdSourceContract,), {"unguessable": issubclass(ids, world.UNGUESSABLE)})
    return told(broken_obligations(contract, *numbers, new_ids=lambda: ids))


def broken_by_attestor(key: type[PlainAttestor], *numbers: str) -> str:
    return told(
        broken_obligations(
            AttestorContract,
            *numbers,
            open_key=lambda: lambda number: key(f"key {number}"),
            open_name=lambda: key.named,
        )
    )


def broken_by_recognizer(kind: type[recognizer.WrongRecognizer], *numbers: str) -> str:
    return told(
        broken_obligations(
            TextRecognizerContract,
            *numbers,
            recognizer=kind,
            pages=PdfPageReader,
            without_engine=partial(kind, "recognizer-not-installed"),
            without_language=partial(kind, "language-not-installed"),
        )
    )


def broken_by_capture(kind: type[PlainCapture], *numbers: str) -> str:
    return told(
        broken_obligations(
            SignatureCaptureContract,
            *numbers,
            capture=kind,
            sent=lambda: PlainCapture.answer,
            twice_wrong=lambda: b"300 150 1\n1,2,3,0 1,2\n1;2",
        )
    )


def broken_by_printer(kind: type[PlainPrinter], *numbers: str) -> str:
    camera = Camera(PlainPrinter.read, PlainPrinter.read, lambda drawn: drawn.replace("\n", ""))
    return told(broken_obligations(TicketPrinterContract, *numbers, open_printer=lambda: kind, camera=lambda: camera))


def broken_by_renderer(kind: type[PlainRenderer], *numbers: str) -> str:
    with hastily(RendererContract):
        return told(
            broken_obligations(
                RendererContract, *numbers, renderer=kind, pages=PdfPageReader, attached=lambda: attachments
            )
        )


def broken_by_sealer(kind: type[PlainSealer], *numbers: str) -> str:
    return told(
        broken_obligations(
            SealerContract,
            *numbers,
            open_key=lambda: lambda number: kind(f"key {number}"),
            timed=lambda: kind(time=lambda: A_MONDAY_MORNING),
            failing=lambda: kind(time=failing_time),
            pages=PdfPageReader,
        )
    )


def broken_by_wording(kind: type[PlainWording], *numbers: str) -> str:
    return told(broken_obligations(WordingContract, *numbers, open_wording=lambda: kind))


def broken_by_engine(kind: type[PlainJobs], *numbers: str) -> str:
    return told(broken_obligations(JobsContract, *numbers, open_engine=lambda: partial(kind, Board())))


AT_ONCE = ("JOB-6", "JOB-7")
"""What needs no waiting for a due time: the rest of its contract the double of engines meets in `test_job_engines`."""


def told(numbers: frozenset[str]) -> str:
    return " ".join(sorted(numbers, key=lambda number: int(number[4:])))


@pytest.mark.parametrize("storage", SPOILED_STORAGES)
def test_a_spoiled_storage_is_caught(storage: type[Saboteur]) -> None:
    assert_caught(storage, broken_by_storage, STORAGES | CORRECTIONS | STAGINGS | LATE | OUTBOXES | REFERENCES)


@pytest.mark.parametrize("store", SPOILED_DOCUMENTS)
def test_a_spoiled_document_store_is_caught(store: type[documents.Spoiler]) -> None:
    assert_caught(store, broken_by_documents, DOCUMENTS | LYING)


@pytest.mark.parametrize("kind", WRONG_NOTIFIERS)
def test_a_wrong_notifier_is_caught(kind: type[notifier.WrongNotifier]) -> None:
    assert_caught(kind, broken_by_notifier, NOTIFIERS)


@pytest.mark.parametrize("clock", WRONG_CLOCKS)
def test_a_wrong_clock_is_caught(clock: type[world.WrongClock]) -> None:
    assert_caught(clock, broken_by_clock, CLOCKS)


@pytest.mark.parametrize("ids", WRONG_SOURCES)
def test_a_wrong_source_of_identifiers_is_caught(ids: type[world.WrongIds]) -> None:
    assert_caught(ids, broken_by_ids, SOURCES)


@pytest.mark.parametrize("key", WRONG_ATTESTORS)
def test_a_wrong_key_is_caught(key: type[attestor.WrongAttestor]) -> None:
    assert_caught(key, broken_by_attestor, ATTESTORS)


@pytest.mark.parametrize("kind", WRONG_RECOGNIZERS)
def test_a_wrong_recognizer_is_caught(kind: type[recognizer.WrongRecognizer]) -> None:
    assert_caught(kind, broken_by_recognizer, RECOGNIZERS)


@pytest.mark.parametrize("kind", WRONG_CAPTURES)
def test_a_wrong_capture_is_caught(kind: type[capture.WrongCapture]) -> None:
    assert_caught(kind, broken_by_capture, CAPTURES)


@pytest.mark.parametrize("kind", WRONG_PRINTERS)
def test_a_wrong_printer_is_caught(kind: type[capture.WrongPrinter]) -> None:
    assert_caught(kind, broken_by_printer, PRINTERS)


@pytest.mark.parametrize("kind", WRONG_RENDERERS)
def test_a_wrong_renderer_is_caught(kind: type[renderer.WrongRenderer]) -> None:
    assert_caught(kind, broken_by_renderer, RENDERERS)


@pytest.mark.parametrize("kind", WRONG_SEALERS)
def test_a_wrong_sealer_is_caught(kind: type[sealer.WrongSealer]) -> None:
    assert_caught(kind, broken_by_sealer, SEALERS)


@pytest.mark.parametrize("kind", WRONG_ENGINES)
def test_a_wrong_engine_is_caught(kind: type[jobs.WrongJobs]) -> None:
    assert_caught(kind, broken_by_engine, ENGINES)


@pytest.mark.parametrize("kind", WRONG_WORDINGS)
def test_wrong_words_are_caught(kind: type[wording.WrongWording]) -> None:
    assert_caught(kind, broken_by_wording, WORDINGS)


def assert_caught(saboteur: Spoiled, broken_by: Callable[..., str], recorded: dict[str, str]) -> None:
    row = recorded.get(saboteur.__name__, "")
    broken = broken_by(saboteur, *([] if AT_LENGTH else row.split()))  # without a row all are tried, and it can be read
    assert set(saboteur.breaks.split()) <= set(broken.split()), f"{saboteur.__doc__} {broken or 'Nothing'} noticed."
    assert row == broken


@pytest.mark.parametrize(
    "broken",
    [
        partial(broken_by_storage, MemoryStorage),
        partial(broken_by_documents, MemoryDocuments),
        partial(broken_by_notifier, RecordingNotifier),
        partial(broken_by_clock, FixedClock),
        partial(broken_by_ids, SequentialIds),
        partial(broken_by_attestor, PlainAttestor),
        partial(broken_by_recognizer, recognizer.WrongRecognizer),
        partial(broken_by_capture, PlainCapture),
        partial(broken_by_printer, PlainPrinter),
        partial(broken_by_renderer, PlainRenderer),
        partial(broken_by_sealer, PlainSealer),
        partial(broken_by_wording, PlainWording),
        partial(broken_by_engine, PlainJobs, *(() if AT_LENGTH else AT_ONCE)),
    ],
    ids=[
        "storage",
        "documents",
        "notifier",
        "clock",
        "identifiers",
        "attestor",
        "recognizer",
        "capture",
        "printer",
        "renderer",
        "sealer",
        "wording",
        "engine",
    ],
)
def test_the_honest_one_beside_them_is_not_accused(broken: Callable[[], str]) -> None:
    assert broken() == ""


@pytest.mark.parametrize(
    "contract,spoiled",
    [
        (StorageContract, SPOILED_STORAGES),
        (DocumentContract, SPOILED_DOCUMENTS),
        (NotifierContract, WRONG_NOTIFIERS),
        (ClockContract, WRONG_CLOCKS),
        (IdSourceContract, WRONG_SOURCES),
        (AttestorContract, WRONG_ATTESTORS),
        (TextRecognizerContract, WRONG_RECOGNIZERS),
        (SignatureCaptureContract, WRONG_CAPTURES),
        (TicketPrinterContract, WRONG_PRINTERS),
        (RendererContract, WRONG_RENDERERS),
        (SealerContract, WRONG_SEALERS),
        (WordingContract, WRONG_WORDINGS),
        (JobsContract, WRONG_ENGINES),
    ],
    ids=[
        "storage",
        "documents",
        "notifier",
        "clock",
        "identifiers",
        "attestor",
        "recognizer",
        "capture",
        "printer",
        "renderer",
        "sealer",
        "wording",
        "engine",
    ],
)
def test_every_obligation_has_a_saboteur(contract: type, spoiled: list[Spoiled]) -> None:
    assert proven_by(contract) - set(PROVEN_ELSEWHERE) == {number for one in spoiled for number in one.breaks.split()}


def test_the_tables_name_no_saboteur_that_is_gone() -> None:
    every = [
        *SPOILED_STORAGES,
        *SPOILED_DOCUMENTS,
        *WRONG_NOTIFIERS,
        *WRONG_CLOCKS,
        *WRONG_SOURCES,
        *WRONG_ATTESTORS,
        *WRONG_RECOGNIZERS,
        *WRONG_CAPTURES,
        *WRONG_PRINTERS,
        *WRONG_RENDERERS,
        *WRONG_SEALERS,
        *WRONG_WORDINGS,
    ]
    recorded = {
        *STORAGES,
        *LATE,
        *CORRECTIONS,
        *STAGINGS,
        *OUTBOXES,
        *REFERENCES,
        *LYING,
        *DOCUMENTS,
        *NOTIFIERS,
        *CLOCKS,
        *SOURCES,
        *ATTESTORS,
        *RECOGNIZERS,
        *CAPTURES,
        *PRINTERS,
        *RENDERERS,
        *SEALERS,
        *WORDINGS,
    }
    assert recorded == {one.__name__ for one in every}


def test_what_a_storage_declares_that_it_cannot_do_is_skipped_and_not_accused() -> None:
    """Of what it is accused where it does not declare it; `./dev faults` tries everything else as well."""
    fleeting, forgetful = type("Contract", (StorageContract,), {"durable": False}), changes.ForgetsWhenClosed
    accused = [] if AT_LENGTH else STORAGES[forgetful.__name__].split()
    with hastily(fleeting):
        broken = broken_obligations(fleeting, *accused, open_storage=lambda: partial(forgetful, Medium()))
    assert told(broken) == ""
