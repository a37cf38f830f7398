"""A time server that fails: nothing is sealed, and the local clock never takes its place."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.time_server import TimeServer

from registre_core import AdapterFailure
from registre_core.testing.contracts.sealer import DOCUMENT, stamp
from registre_sealing_pyhanko.keys import make_key
from registre_sealing_pyhanko.sealer import PyHankoSealer


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = f"pkcs12:{tmp_path_factory.mktemp('key')}/cachet.p12"
    make_key(address)
    return address


@pytest.fixture
def closed_port() -> Iterator[int]:
    """Hold a port at which nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def failed(address: str) -> AdapterFailure:
    with pytest.raises(AdapterFailure) as failure:
        PyHankoSealer.at(address, patience=0.3).seal(DOCUMENT, stamp("exploitant"))
    assert ("time-server-failed", True) == (failure.value.code, failure.value.retryable)
    return failure.value


@pytest.mark.parametrize(
    "how,said",
    [
        ("error", "status 500"),
        ("nonsense", "no time stamp"),
        ("other", "does not fit what was sealed"),
        ("late", "timed out"),
        ("drops", "took too long"),
    ],
)
def test_a_server_that_answers_otherwise_seals_nothing(key: str, clock_tower: TimeServer, how: str, said: str) -> None:
    assert said in failed(f"{key}?tsa={clock_tower.answering(how)}").message


def test_a_server_that_is_not_there_seals_nothing(key: str, closed_port: int) -> None:
    assert "refused" in failed(f"{key}?tsa=http://127.0.0.1:{closed_port}/").message


def test_a_server_for_which_another_authority_vouches_seals_nothing(
    key: str, clock_tower: TimeServer, tmp_path: Path
) -> None:
    from tests.time_server import made_certificate

    stranger = made_certificate(tmp_path)

    assert "does not vouch" in failed(f"{key}?tsa={clock_tower.address}&tsa-certificate={stranger}").message


def test_a_server_for_which_its_authority_vouches_is_believed(key: str, clock_tower: TimeServer) -> None:
    sealer = PyHankoSealer.at(f"{key}?tsa={clock_tower.address}&tsa-certificate={clock_tower.certificate}")
    found = sealer.check(sealer.seal(DOCUMENT, stamp("exploitant")).content)

    assert [True] == [seal.is_intact and seal.stamped_at is not None for seal in found]
