"""Everything in the background from the command line: on PostgreSQL, by the engine that is installed."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from adapters.cli.tests.tampering import DATABASE, Registre

from registre_cli import work
from registre_cli.deliver import Post
from registre_core import AdapterFailure, Host
from registre_core.ports import Outcome, Periodic
from registre_core.services.errands import ERRANDS
from registre_jobs_procrastinate.engine import ProcrastinateJobs

pytestmark = pytest.mark.usefixtures("empty")


def status(registre: Registre, address: str) -> dict[str, dict[str, object]]:
    told = json.loads(registre("work", address, "--status", "--json").out)["works"]
    return {one["work"]: one for one in told}


@contextmanager
def told_to_end_once_done(address: str, name: str) -> Iterator[None]:
    """Tell this process to end once a work was done, unless it has ended by itself."""
    is_over = Event()

    def watch() -> None:
        engine = ProcrastinateJobs.at(address)
        while not is_over.wait(0.05):
            if any(one.name == name and one.last_done_at for one in engine.status()):
                os.kill(os.getpid(), signal.SIGTERM)
                return

    thread = Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def test_work_is_prepared_done_and_told(registre: Registre, postgres_url: str, tmp_path: Path) -> None:
    early = registre("work", postgres_url, "--status")
    made = registre("work", postgres_url, "--prepare")
    again = json.loads(registre("work", postgres_url, "--prepare", "--json").out)
    assert (2, True) == (early.exit_code, early.err.endswith("[jobs-not-prepared]\n"))
    assert (0, f"Les tables des travaux de fond sont là, à la version {again['version']}.\n") == (
        made.exit_code,
        made.out,
    )
    assert {None} == {one["last_done_at"] for one in status(registre, postgres_url).values()}

    with told_to_end_once_done(postgres_url, "night"):
        answer = registre("work", postgres_url, "--documents", tmp_path.as_uri(), "--json")

    runs = [json.loads(line) for line in answer.out.splitlines()]
    assert (0, "") == (answer.exit_code, answer.err)
    assert {"fire-watch", "night"} == {one["work"] for one in runs}
    assert all([] == one["failures"] for one in runs)
    told = status(registre, postgres_url)
    assert {"deliver", "fire-watch", "night", "seal", "sweep"} == told.keys()
    assert told["night"]["last_done_at"]
    assert not told["sweep"]["last_done_at"]
    assert "Faire le travail de la nuit\u00a0: fait le " in registre("work", postgres_url, "--status").out


def test_on_an_embedded_database_it_says_what_else_to_do(registre: Registre) -> None:
    answer = registre("work", DATABASE)
    assert (2, True) == (answer.exit_code, "demandent un serveur PostgreSQL" in answer.err)


def test_where_no_engine_is_installed_it_says_which_to_install(
    registre: Registre, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Host, "discover", lambda: Host([]))
    answer = registre("work", "postgresql+psycopg://server/registre")
    assert (2, True) == (answer.exit_code, "pip install registre-jobs-procrastinate" in answer.err)
    assert answer.err.endswith("[no-jobs-engine]\n")


def test_an_engine_that_is_not_there_is_named(registre: Registre) -> None:
    answer = registre("work", "postgresql+psycopg://server/registre", "--engine", "celery:redis://server")
    assert (2, True) == (answer.exit_code, "« celery »" in answer.err.replace("\u00a0", " "))


@pytest.mark.parametrize(
    "post,press,sweep,names",
    [
        (Post(), work.Press(), False, "fire-watch night"),
        (Post(mail="smtp://m"), work.Press(), False, "deliver fire-watch night"),
        (Post(callbacks="webhook:k", documents="file:///d"), work.Press(), True, "deliver fire-watch night sweep"),
        (Post(documents="file:///d"), work.Press(key="k", sealer="s"), False, "fire-watch night seal"),
        (Post(), work.Press(key="k", sealer="s"), True, "fire-watch night"),
    ],
)
def test_work_for_which_nothing_was_named_is_left_to_others(
    post: Post,
    press: work.Press,
    sweep: bool,  # noqa: FBT001  # of the table
    names: str,
) -> None:
    assert names.split() == [one.name for one in work._at_hand(post, press, sweep=sweep)]  # noqa: SLF001


def test_every_work_of_the_house_has_words_for_what_it_counts(capsys: pytest.CaptureFixture[str]) -> None:
    teller = work.Teller(as_json=False)
    teller.tell("deliver", Outcome({"delivered": 2, "postponed": 0, "given_up": 1, "moot": 0}))
    teller.tell("night", Outcome({"workspaces": 7, "notices": 0}))
    teller.tell("seal", Outcome({"sealed": 0, "waiting": 1}, ("time-server-failed",)))

    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "Distribuer les avis\u00a0: 2 avis distribués, 1 non distribué.",
        "Sceller ce qui attend son cachet\u00a0: 1 attend encore.",
    ]
    assert "Sceller ce qui attend son cachet\u00a0: time-server-failed" in said.err
    assert {one.name for one in ERRANDS} == work.LABELS.keys()


def test_what_breaks_is_said_in_french_and_left_to_the_engine(capsys: pytest.CaptureFixture[str]) -> None:
    def breaks() -> Outcome:
        raise AdapterFailure("storage-busy", "somebody else is at it", retryable=True)

    with pytest.raises(AdapterFailure):
        work.Teller(as_json=False).telling(Periodic("night", "* * * * *", breaks)).run()
    assert "une autre opération occupe la base" in capsys.readouterr().err
