"""DOC-2, seen at the border of the kernel: which system calls a `put` makes, and in which order."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from registre_core.kernel.identifiers import WorkspaceId

PutElsewhere = Callable[..., CompletedProcess[str]]

CALLS = "trace=write,fsync,fdatasync,utimensat,/^rename,/^mkdir"
CALL = re.compile(r"(?:\d+ +)?(?P<name>\w+)\((?P<arguments>.*)\) += +(?P<result>-?\d+)")
MEGABYTE = 1_000_000  # three blocks and a rest


class Told:
    """Runs a put under strace and tells what happened, a line for each system call on the store."""

    def __init__(self, put_elsewhere: PutElsewhere, strace: str, root: Path, workspace: WorkspaceId) -> None:
        self._put, self._strace, self._root, self._workspace = put_elsewhere, strace, root, workspace

    def putting(self, *arguments: object) -> list[str]:
        trace = self._root.with_name("trace")
        run = self._put(
            *arguments, behind=(self._strace, "-f", "--seccomp-bpf", "-y", "-s", "32", "-e", CALLS, "-o", str(trace))
        )
        assert (0, "") == (run.returncode, run.stderr)
        return list(self._story(trace.read_text(encoding="utf-8")))

    def _story(self, trace: str) -> Iterator[str]:
        begun = False
        for call in map(CALL.match, trace.splitlines()):
            if call is None:
                continue
            if mark := re.search(r"put (begins|returned)", call["arguments"]):
                begun = mark[1] == "begins"
            elif begun:
                yield f"{call['name'].removesuffix('at')} {self._named(call['arguments'])}"

    def _named(self, arguments: str) -> str:
        paths = re.findall(rf"{re.escape(str(self._root))}[\w./-]*", arguments)
        return " to ".join(map(self._name, paths))

    def _name(self, path: str) -> str:
        parts = Path(path).relative_to(self._root).parts
        if parts[:1] == ("incoming",):
            return "part"
        assert parts[:1] in {(), (str(self._workspace),)}
        return ("root", "workspace", "shelf", "document")[len(parts)]


@pytest.fixture
def told(put_elsewhere: PutElsewhere, strace: str, root: Path, workspace: WorkspaceId) -> Told:
    return Told(put_elsewhere, strace, root, workspace)


def test_the_file_is_flushed_before_it_has_its_name_and_every_folder_before_put_returns(told: Told) -> None:
    assert [
        "write part",
        "write part",
        "write part",
        "write part",
        "fsync part",
        "mkdir workspace",
        "mkdir shelf",
        "rename part to document",
        "fsync shelf",
        "fsync workspace",
        "fsync root",
    ] == told.putting(MEGABYTE)


def test_bytes_that_lie_there_already_are_flushed_again_with_all_their_folders(told: Told) -> None:
    """Who put them may have been killed before he came to it."""
    told.putting(100)
    assert [
        "write part",
        "fsync part",
        "mkdir workspace",
        "mkdir shelf",
        "utimens document",
        "fsync document",
        "fsync shelf",
        "fsync workspace",
        "fsync root",
    ] == told.putting(100)


def test_a_forgotten_flush_would_be_noticed(told: Told) -> None:
    assert [
        "write part",
        "mkdir workspace",
        "mkdir shelf",
        "rename part to document",
    ] == told.putting(100, "--without-flush")
