"""Hosts of every kind: each a process of its own, which reads a document and must be none the worse for it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from registre_core.kernel.errors import AdapterFailure
from registre_core.testing.pdfs import pdf
from registre_reading_pdf import PdfPageReader, starting
from registre_reading_pdf.nurseries import Nurseries
from registre_reading_pdf.spawning import Spawner
from registre_reading_pdf.workers import Workers, origin

READS = """
import io, os, sys
from registre_core.testing.pdfs import pdf
from registre_reading_pdf import PdfPageReader
from registre_reading_pdf.workers import WORKERS

def read(word, reader=PdfPageReader()):
    with reader.open(io.BytesIO(pdf(word))) as reading:
        return reading.text(1).characters

def nursery():
    return WORKERS._origin._nursery._process.pid
"""


def host(code: str, *, cwd: Path | None = None, check: bool = True) -> str:
    """Run a host, with every warning an error, and give what it printed."""
    command = [sys.executable, "-W", "error", "-c", READS + code]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, cwd=cwd)
    assert not check or (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def has_ended(pid: int) -> bool:
    """Whether a process is gone, or is only waited for; it may take the system a moment."""
    for _ in range(1000):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.01)
    return False


def test_a_host_that_has_read_a_document_knows_no_engine() -> None:
    told = host("""
print(read("Extincteur"))
print(sorted({"pypdfium2", "pypdfium2_raw", "pdfplumber", "pdfminer", "PIL"} & sys.modules.keys()))
""")

    assert told == "Extincteur\n[]\n"


def test_nothing_runs_on_when_a_host_has_ended() -> None:
    pids = host("""
read("un")
print(nursery(), *(place.child._pid for place in WORKERS._places.values()))
""").split()

    assert len(pids) == 2
    assert all(has_ended(int(pid)) for pid in pids)


def test_nothing_runs_on_when_a_host_was_killed() -> None:
    pids = host(
        """
read("un")
print(nursery(), *(place.child._pid for place in WORKERS._places.values()), flush=True)
os.kill(os.getpid(), 9)
""",
        check=False,
    ).split()

    assert len(pids) == 2
    assert all(has_ended(int(pid)) for pid in pids)


def test_a_worker_sees_nothing_of_its_host_but_its_line_and_its_document() -> None:
    told = host("""
secret = os.open("/etc/hostname", os.O_RDONLY)
os.set_inheritable(secret, True)
read("un")
(pid,) = (place.child._pid for place in WORKERS._places.values())
for number in os.listdir(f"/proc/{pid}/fd"):
    print(os.readlink(f"/proc/{pid}/fd/{number}").partition(":")[0])
""").splitlines()

    assert sorted(name for name in told if not name.startswith(tempfile.gettempdir())) == [
        "/dev/null",
        "/dev/null",
        "socket",
    ]
    assert len(told) == 5  # and two files without a name: its document, and what a failing Python would say


def test_a_host_whose_folder_is_gone_reads(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()

    assert host("os.rmdir(os.getcwd()); print(read('un'))", cwd=gone) == "un\n"


def test_a_host_that_looks_for_modules_elsewhere_reads(tmp_path: Path) -> None:
    link = tmp_path / "elsewhere"
    link.symlink_to(Path(starting.__file__).parents[1])

    told = host(f"""
sys.path[:] = [path for path in sys.path if "reading_pdf" not in path] + [{str(link)!r}]
print(read("un"))
""")

    assert told == "un\n"


def test_a_folder_with_modules_of_our_names_is_not_asked(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('not this one')", encoding="utf-8")

    told = host(f"sys.path.remove(''); os.chdir({str(tmp_path)!r}); print(read('un'))")

    assert told == "un\n"


def test_a_host_that_ignores_its_children_reads() -> None:
    assert host("import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN); print(read('un'))") == "un\n"


def test_a_host_forked_from_another_has_workers_of_its_own() -> None:
    told = host("""
import multiprocessing
print(read("un"), flush=True)
mine = nursery()
def child(results):
    results.put(read("un"))
    results.put(nursery() != mine)
results = multiprocessing.get_context("fork").Queue()
process = multiprocessing.get_context("fork").Process(target=child, args=(results,), daemon=True)
process.start()
print(results.get(timeout=60), results.get(timeout=60))
process.join()
print(nursery() == mine, read("un"), process.exitcode)
""")

    assert told == "un\nun True\nTrue un 0\n"


def test_a_reading_goes_on_in_a_forked_host() -> None:
    told = host("""
with PdfPageReader().open(io.BytesIO(pdf("un", "deux"))) as reading:
    assert reading.text(1).characters == "un"
    pid = os.fork()
    word = reading.text(2).characters
    if pid == 0:
        os.write(1, word.encode() + b"\\n")
        os._exit(0)
    os.waitpid(pid, 0)
    print(word)
""")

    assert told == "deux\ndeux\n"


def test_documents_are_read_in_a_pool_of_processes() -> None:
    told = host("""
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
read("un")
with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
    print(*pool.map(read, ["un", "deux", "trois"]))
""")

    assert told == "un deux trois\n"


# ---- where nothing can be started ------------------------------------------------------------------------------------


@pytest.fixture(params=[Nurseries, Spawner])
def nowhere(request: pytest.FixtureRequest) -> PdfPageReader:
    return PdfPageReader(workers=Workers(request.param()))


def refused(reader: PdfPageReader) -> AdapterFailure:
    with pytest.raises(AdapterFailure) as failed, reader.open(io.BytesIO(pdf("un"))):
        pass
    return failed.value


def test_an_application_with_a_python_inside_is_not_started_again(
    nowhere: PdfPageReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert refused(nowhere).code == "pdf-worker-not-started"


@pytest.mark.parametrize("executable", ["", None, "/usr/sbin/uwsgi", "/nowhere/python3"])
def test_another_python_is_found_where_the_host_names_none(
    monkeypatch: pytest.MonkeyPatch, executable: str | None
) -> None:
    expected = starting.interpreter()
    monkeypatch.setattr(sys, "executable", executable)

    assert Path(expected).samefile(starting.interpreter())


def test_what_a_failing_python_says_is_told(nowhere: PdfPageReader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "BOOT", "raise SystemExit('no room in the inn')")

    assert refused(nowhere).facts == {"reason": "no room in the inn"}


def test_a_python_that_cannot_be_run_is_told(
    nowhere: PdfPageReader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake = tmp_path / "python3"
    fake.write_bytes(b"")
    monkeypatch.setattr(sys, "executable", str(fake))

    assert refused(nowhere).facts == {"reason": "Permission denied"}


def test_workers_are_forked_where_processes_fork_and_hand_over_files(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(origin(), Nurseries)
    monkeypatch.delattr(os, "fork")
    assert isinstance(origin(), Spawner)
