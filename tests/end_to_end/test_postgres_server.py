"""The server that tests start for themselves is gone when they are, however they end."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.end_to_end.command_line import environment
from tests.postgres_server import IN_MEMORY, is_running, running

ROOT = Path(__file__).parents[2]
START_AND_WAIT = """
import signal, sys, time
from pathlib import Path
from tests.postgres_server import running
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets what runs in the background ignore Ctrl-C
with running(Path(sys.argv[1]), Path(sys.argv[2]), {}) as server:
    print(server.url.query["host"], flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("ended_by", [signal.SIGKILL, signal.SIGINT])
def test_the_server_of_a_test_run_ends_with_it(
    ended_by: signal.Signals, postgres_programs: Path, open_folder: Path
) -> None:
    command = [sys.executable, "-c", START_AND_WAIT, str(postgres_programs), str(open_folder)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(PYTHONPATH=str(ROOT)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as tests:
        assert tests.stdout
        folder = Path(tests.stdout.readline().decode().strip())
        server = int((folder / "data/postmaster.pid").read_text().splitlines()[0])
        assert is_running(server)
        tests.send_signal(ended_by)
        tests.wait(60)
    for _ in range(600):
        if not is_running(server):
            break
        time.sleep(0.1)
    assert not is_running(server)
    with running(postgres_programs, open_folder, IN_MEMORY) as another:
        assert [Path(str(another.url.query["host"]))] == list(open_folder.iterdir()), "what was left is swept away"
    assert [] == list(open_folder.iterdir())


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that the user a server runs as can reach, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)
