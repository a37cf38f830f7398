"""The sealers of the house keep their promises."""

from pathlib import Path

import pytest
from tests.time_server import TimeServer

from registre_core.ports import PageReader, Sealer
from registre_core.testing.contracts.sealer import OpenKey, SealerContract
from registre_core.testing.memory import PlainSealer
from registre_core.testing.memory.sealer import failing_time
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_reading_pdf import PdfPageReader
from registre_sealing_pyhanko.keys import make_key
from registre_sealing_pyhanko.sealer import PyHankoSealer


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of keys, each made once."""
    return tmp_path_factory.mktemp("seals")


class TestPyHankoSealer(SealerContract):
    @pytest.fixture
    def open_key(self, folder: Path) -> OpenKey:
        def open_key(number: int) -> Sealer:
            file = folder / f"{number}.p12"
            if not file.exists():
                make_key(f"pkcs12:{file}")
            return PyHankoSealer.at(f"pkcs12:{file}")

        return open_key

    @pytest.fixture
    def timed(self, open_key: OpenKey, folder: Path, clock_tower: TimeServer) -> Sealer:
        open_key(1)
        return PyHankoSealer.at(f"pkcs12:{folder / '1.p12'}?tsa={clock_tower.address}")

    @pytest.fixture
    def failing(self, open_key: OpenKey, folder: Path, clock_tower: TimeServer) -> Sealer:
        open_key(1)
        return PyHankoSealer.at(f"pkcs12:{folder / '1.p12'}?tsa={clock_tower.answering('error')}")

    @pytest.fixture
    def pages(self) -> PageReader:
        return PdfPageReader()


class TestPlainSealer(SealerContract):
    @pytest.fixture
    def open_key(self) -> OpenKey:
        return lambda number: PlainSealer(f"key {number}")

    @pytest.fixture
    def timed(self) -> Sealer:
        return PlainSealer(time=lambda: A_MONDAY_MORNING)

    @pytest.fixture
    def failing(self) -> Sealer:
        return PlainSealer(time=failing_time)

    @pytest.fixture
    def pages(self) -> PageReader:
        return PdfPageReader()
