"""What the identifiers of the machine promise beyond their contract."""

import os
import pickle
import subprocess
import sys
import threading
from itertools import pairwise
from uuid import UUID

import pytest

from registre_system.ids import Uuid7Source

FORK_TWICE = """
import os, sys
from registre_system.ids import Uuid7Source

source = Uuid7Source()
source.new()
for _ in range(2):
    if os.fork() == 0:
        sys.stdout.write("".join(f"{source.new()}\\n" for _ in range(1000)))
        sys.stdout.flush()
        os._exit(0)
    os.wait()
sys.stdout.write("".join(f"{source.new()}\\n" for _ in range(1000)))
"""


def test_identifiers_are_plain_uuids_of_version_7() -> None:
    made = Uuid7Source().new()
    assert UUID is type(made)
    assert (7, "specified in RFC 4122") == (made.version, made.variant)
    assert made == pickle.loads(pickle.dumps(made)) == UUID(str(made))  # noqa: S301  # our own


def test_identifiers_ascend_through_many_milliseconds() -> None:
    source = Uuid7Source()
    made = [source.new() for _ in range(50_000)]
    assert all(earlier < later for earlier, later in pairwise(made))


def test_identifiers_ascend_from_thread_to_thread_and_from_source_to_source() -> None:
    made: list[UUID] = []
    turn = threading.Lock()

    def make() -> None:
        source = Uuid7Source()
        for _ in range(5_000):
            with turn:  # which thread comes next is open, the order in which they come is not
                made.append(source.new())

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(earlier < later for earlier, later in pairwise(made))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system that forks")
def test_identifiers_of_forked_processes_are_different() -> None:
    run = subprocess.run([sys.executable, "-c", FORK_TWICE], check=True, capture_output=True, text=True)
    made = run.stdout.split()
    assert 3_000 == len(made) == len(set(made))


@pytest.mark.parametrize("length", [1, 16, 32, 1_000])
def test_secrets_have_the_length_asked_for(length: int) -> None:
    assert length == len(Uuid7Source().secret(length))


def test_secrets_do_not_repeat() -> None:
    source = Uuid7Source()
    assert 1_000 == len({source.secret(16) for _ in range(1_000)})
