"""What prints tickets keeps its promises."""

import pytest
from tests.contracts.cameras import CAMERA

from registre_core.testing.contracts.ticket_printer import Camera, OpenPrinter, TicketPrinterContract
from registre_core.testing.memory import PlainPrinter
from registre_signature_qr.printer import QrPrinter


class TestQrPrinter(TicketPrinterContract):
    @pytest.fixture
    def open_printer(self) -> OpenPrinter:
        return lambda base: QrPrinter.at(f"qr:{base}")

    @pytest.fixture
    def camera(self) -> Camera:
        return CAMERA


class TestPlainPrinter(TicketPrinterContract):
    @pytest.fixture
    def open_printer(self) -> OpenPrinter:
        return PlainPrinter

    @pytest.fixture
    def camera(self) -> Camera:
        return Camera(PlainPrinter.read, PlainPrinter.read, lambda drawn: drawn.replace("\n", ""))
