"""Whatever becomes of a worker, its host has an answer, and the next document is read."""

from __future__ import annotations

import io
import os
import pickle
import random
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from attrs import define, field

from registre_core.kernel.errors import AdapterFailure, InvalidInput, RegistreError
from registre_core.testing.pdfs import Sheet, paragraph, pdf
from registre_reading_pdf import Limits, PdfPageReader
from registre_reading_pdf.answers import Opened, frame_of
from registre_reading_pdf.children import Child
from registre_reading_pdf.endings import IDLE, OUT_OF_MEMORY, Ending
from registre_reading_pdf.leases import LeasedReading
from registre_reading_pdf.lines import SocketLine
from registre_reading_pdf.nurseries import Forked, Nurseries
from registre_reading_pdf.spawning import Spawner
from registre_reading_pdf.spool import Document
from registre_reading_pdf.workers import WORKERS, Workers

FILE = pdf("un", "deux")
OPENED = frame_of(Opened(2, True, "pdfium 1", True)).written()  # noqa: FBT003
QUICK = Limits(seconds=0.2, workers=2)


@define(eq=False)
class Actor:
    """A worker that says what it was told to say, and ends as it was told to."""

    line: SocketLine
    ending: Ending
    content: None = None
    is_waiting: bool = True

    def end(self) -> Ending:
        self.line.close()
        return self.ending

    def abandon(self) -> None:
        self.line.close()


@define(eq=False)
class Stage:
    """Gives one actor after another; each has its lines."""

    scripts: list[tuple[bytes, bool, Ending]]
    """What each says before it is asked, whether it stays after that, and how it ends."""
    far_ends: list[socket.socket] = field(factory=list)

    def raised(self, _: Document) -> Child:
        said, stays, ending = self.scripts.pop(0)
        ours, theirs = socket.socketpair()
        theirs.sendall(said)
        if stays:
            self.far_ends.append(theirs)
        else:
            theirs.shutdown(socket.SHUT_WR)
            self.far_ends.append(theirs)
        return Actor(SocketLine(ours), ending)

    def close(self) -> None:
        for end in self.far_ends:
            end.close()

    def abandon(self) -> None:
        pass


GONE = Ending(1)


@contextmanager
def played(*scripts: tuple[bytes, bool, Ending], limits: Limits = QUICK) -> Iterator[LeasedReading]:
    workers = Workers(Stage(list(scripts)))
    try:
        with PdfPageReader(limits, workers).open(io.BytesIO(FILE)) as reading:
            yield reading
    finally:
        workers.close()


def failure(use: Callable[[], object]) -> RegistreError:
    with pytest.raises(RegistreError) as failed:
        use()
    return failed.value


@pytest.mark.parametrize(
    "said,stays,ending,code",
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", True, GONE, "pdf-engine-failed"),
        (OPENED, True, GONE, "pdf-engine-failed"),
        (frame_of(b"\x89PNG\r\n\x1a\n").written(), True, GONE, "pdf-engine-failed"),
        (b"RGP1", True, GONE, "reading-took-too-long"),
        (b"", True, GONE, "reading-took-too-long"),
        (b"RGP1", False, GONE, "pdf-engine-failed"),
        (b"", False, GONE, "pdf-engine-failed"),
        (b"", False, Ending(-signal.SIGSEGV), "pdf-engine-failed"),
        (b"", False, Ending(-signal.SIGABRT), "pdf-engine-failed"),
        (b"", False, Ending(-signal.SIGABRT, 2**30), "reading-took-too-much-memory"),
        (b"", False, Ending(OUT_OF_MEMORY), "reading-took-too-much-memory"),
        (b"", False, Ending(-signal.SIGKILL), "reading-took-too-much-memory"),
        (b"", False, Ending(-signal.SIGXCPU), "reading-took-too-long"),
    ],
)
def test_a_worker_that_does_not_answer_is_answered_for(said: bytes, stays: bool, ending: Ending, code: str) -> None:  # noqa: FBT001
    with played((OPENED + said, stays, ending)) as reading:
        failed = failure(lambda: reading.text(1))

    assert failed.code == code
    assert isinstance(failed, AdapterFailure if code == "pdf-engine-failed" else InvalidInput)
    assert failed.facts["page"] == 1


def test_a_worker_that_does_not_open_is_answered_for() -> None:
    for said in (b"nonsense", b""):
        assert failure(lambda said=said: played((said, False, GONE)).__enter__()).code == "pdf-engine-failed"  # type: ignore[misc]


def test_a_document_that_costs_two_workers_their_lives_is_read_no_further() -> None:
    lost = (OPENED, False, Ending(-signal.SIGSEGV))
    with played(lost, lost) as reading:
        codes = [failure(lambda: reading.text(1)).code for _ in range(4)]

    assert codes == ["pdf-engine-failed"] * 4  # the last two without a worker: there is no third


def test_a_failure_is_told_afresh_each_time() -> None:
    lost = (OPENED, False, Ending(-signal.SIGSEGV))
    with played(lost, lost) as reading:
        told = [failure(lambda: reading.text(1)) for _ in range(4)]

    assert len({id(one) for one in told}) == 4


def test_a_worker_that_left_while_idle_is_replaced_without_a_word() -> None:
    page = frame_of(InvalidInput.at("page", "damaged-page", "no", page=1)).written()
    with played((OPENED, False, Ending(IDLE)), (OPENED + page, True, GONE)) as reading:
        assert failure(lambda: reading.page(1)).code == "damaged-page"


def test_an_answer_in_pieces_is_an_answer() -> None:
    with PdfPageReader(QUICK, workers := Workers(stage := Stage([(OPENED, True, GONE)]))).open(
        io.BytesIO(FILE)
    ) as reading:
        told = frame_of(InvalidInput.at("page", "damaged-page", "no", page=1)).written()

        def speak() -> None:
            for byte in told:
                stage.far_ends[0].sendall(bytes([byte]))

        speaker = threading.Thread(target=speak)
        speaker.start()
        code = failure(lambda: reading.page(1)).code
        speaker.join()
    workers.close()

    assert code == "damaged-page"


# ---- real workers ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def nurseries() -> Iterator[Nurseries]:
    made = Nurseries()
    yield made
    made.close()


@pytest.fixture
def workers(nurseries: Nurseries) -> Iterator[Workers]:
    made = Workers(nurseries)
    yield made
    for place in made._places.values():  # noqa: SLF001  # the nursery stays for the next test
        place.vacate()


@pytest.fixture(params=[Nurseries, Spawner])
def any_workers(request: pytest.FixtureRequest) -> Iterator[Workers]:
    made = Workers(request.param())
    yield made
    made.close()


def children(workers: Workers) -> list[Child]:
    return [place.child for place in workers._places.values() if place.child is not None]  # noqa: SLF001


def pids(workers: Workers) -> list[int]:
    return [child._pid if isinstance(child, Forked) else child._process.pid for child in children(workers)]  # type: ignore[attr-defined]  # noqa: SLF001


def opened(workers: Workers, file: bytes, password: str | None = None, most: int = 2) -> str:
    with PdfPageReader(Limits(workers=most), workers).open(io.BytesIO(file), password=password) as reading:
        return reading.text(1).characters


def test_a_worker_outlives_its_reading_and_is_found_again(any_workers: Workers) -> None:
    assert opened(any_workers, FILE) == "un"
    first = pids(any_workers)
    assert opened(any_workers, FILE) == "un"

    assert first == pids(any_workers)


def test_the_same_bytes_under_another_password_are_another_document(workers: Workers) -> None:
    locked = pdf("secret", password="sésame", owner="maître")  # noqa: S106

    assert opened(workers, locked, "sésame") == "secret"
    assert failure(lambda: opened(workers, locked)).code == "password-required"
    assert failure(lambda: opened(workers, locked, "sesame")).code == "password-wrong"
    assert opened(workers, locked, "maître") == "secret"


def test_there_are_no_more_workers_than_allowed(workers: Workers) -> None:
    for number in range(5):
        opened(workers, pdf(f"document{number}"))
        assert len(children(workers)) <= 2

    assert opened(workers, FILE, most=1) == "un"
    assert len(children(workers)) == 1


def test_the_worker_asked_least_recently_makes_room(workers: Workers) -> None:
    one, two, three = (pdf(word) for word in ("un", "deux", "trois"))
    opened(workers, one)
    (kept,) = pids(workers)
    opened(workers, two)
    opened(workers, one)
    opened(workers, three)

    assert kept in pids(workers)
    assert len(pids(workers)) == 2


def test_one_worker_serves_many_open_documents(any_workers: Workers) -> None:
    reader = PdfPageReader(Limits(workers=1), any_workers)
    with reader.open(io.BytesIO(pdf("un", "deux"))) as one, reader.open(io.BytesIO(pdf("trois", "quatre"))) as other:
        read = [reading.text(number).characters for number in (1, 2) for reading in (one, other)]

    assert read == ["un", "trois", "deux", "quatre"]


def test_a_worker_that_was_killed_is_replaced_without_a_word(any_workers: Workers) -> None:
    with PdfPageReader(Limits(), any_workers).open(io.BytesIO(FILE)) as reading:
        (first,) = pids(any_workers)
        os.kill(first, signal.SIGKILL)
        assert reached(lambda: not children(any_workers)[0].is_waiting)
        assert reading.text(2).characters == "deux"
        assert pids(any_workers) != [first]


def test_a_worker_with_nothing_to_do_ends_by_itself(any_workers: Workers) -> None:
    with PdfPageReader(Limits(idle_seconds=0.1), any_workers).open(io.BytesIO(FILE)) as reading:
        assert reached(lambda: not children(any_workers)[0].is_waiting)
        assert reading.text(2).characters == "deux"


def test_a_stopped_worker_is_not_waited_for(any_workers: Workers) -> None:
    with PdfPageReader(Limits(seconds=1), any_workers).open(io.BytesIO(FILE)) as reading:
        os.kill(pids(any_workers)[0], signal.SIGSTOP)
        assert failure(lambda: reading.text(1)).code == "reading-took-too-long"
        assert reading.text(1).characters == "un"


def test_what_was_closed_is_not_read_by_another_thread(workers: Workers) -> None:
    file, answers = pdf(Sheet(paragraph(*["Extincteur absent"] * 40)), "deux"), set[str]()
    for _ in range(5):
        with PdfPageReader(Limits(), workers).open(io.BytesIO(file)) as reading:
            asking = threading.Thread(target=lambda: answers.add(outcome(lambda: reading.text(1).characters[:10])))
            asking.start()
        asking.join()
        assert failure(lambda: reading.text(1)).code == "reading-closed"

    assert answers <= {"Extincteur", "reading-closed"}


def test_many_threads_read_many_documents_with_few_workers(workers: Workers) -> None:
    reader = PdfPageReader(Limits(workers=2), workers)
    files = [pdf(*(f"document{number}page{page}" for page in range(1, 6))) for number in range(24)]

    def read(number: int) -> bool:
        with reader.open(io.BytesIO(files[number])) as reading:
            pages = random.Random(number).sample(range(1, 6), 5)  # noqa: S311
            return all(reading.text(page).characters == f"document{number}page{page}" for page in pages)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(read, range(24)))
    assert len(children(workers)) <= 2


def test_a_host_that_interrupts_an_answer_hears_no_other(monkeypatch: pytest.MonkeyPatch, workers: Workers) -> None:
    with PdfPageReader(Limits(), workers).open(io.BytesIO(FILE)) as reading:
        child = children(workers)[0]
        receive = type(child.line).receive

        def interrupted(*_: object) -> bytes:
            raise KeyboardInterrupt

        monkeypatch.setattr(type(child.line), "receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            reading.text(1)
        monkeypatch.setattr(type(child.line), "receive", receive)

        assert reading.text(2).characters == "deux"


def test_a_lost_nursery_is_replaced() -> None:
    workers = Workers(nurseries := Nurseries())
    assert opened(workers, FILE) == "un"
    nursery = nurseries._nursery  # noqa: SLF001
    assert nursery is not None
    nursery._process.kill()  # noqa: SLF001
    nursery._process.wait()  # noqa: SLF001
    assert reached(lambda: not children(workers)[0].is_waiting)  # its workers die with it

    assert opened(workers, FILE) == "un"
    assert opened(workers, pdf("trois")) == "trois"
    workers.close()


def test_workers_end_when_they_are_closed_and_others_begin_after_that(any_workers: Workers) -> None:
    assert opened(any_workers, FILE) == "un"
    ended = pids(any_workers)
    any_workers.close()

    assert all(reached(lambda pid=pid: not is_alive(pid)) for pid in ended)  # type: ignore[misc]
    assert opened(any_workers, FILE) == "un"


def test_a_reader_travels_to_another_process_without_its_workers() -> None:
    reader = PdfPageReader(Limits(pages=10))

    assert pickle.loads(pickle.dumps(reader)) == reader  # noqa: S301
    assert pickle.loads(pickle.dumps(reader)).workers is WORKERS  # noqa: S301


def test_no_password_stands_in_what_is_shown_of_an_open_document() -> None:
    locked = pdf("secret", password="sésame")  # noqa: S106
    with PdfPageReader().open(io.BytesIO(locked), password="sésame") as reading:  # noqa: S106
        document = reading._document  # noqa: SLF001
        assert "sésame" not in f"{reading!r} {document!r} {document.key!r}"

    assert document.password is None


def outcome(use: Callable[[], str]) -> str:
    try:
        return use()
    except InvalidInput as refused:
        return refused.code


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def reached(holds: Callable[[], bool]) -> bool:
    """Wait for what comes by itself; how long that takes is not what is tested."""
    for _ in range(2000):
        if holds():
            return True
        time.sleep(0.01)
    return False
