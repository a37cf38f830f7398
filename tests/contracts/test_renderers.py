"""The renderers of the house keep their promises."""

from collections.abc import Callable, Mapping
from io import BytesIO

import pikepdf
import pytest

from registre_core.ports import PageReader, Renderer
from registre_core.testing.contracts.renderer import RendererContract
from registre_core.testing.memory import PlainRenderer
from registre_reading_pdf import PdfPageReader
from registre_rendering_typst.renderer import TypstRenderer

Attached = Callable[[bytes], Mapping[str, bytes]]


def attachments(content: bytes) -> Mapping[str, bytes]:
    with pikepdf.open(BytesIO(content)) as pdf:
        return {name: held.get_file().read_bytes() for name, held in pdf.attachments.items()}


class TestTypstRenderer(RendererContract):
    @pytest.fixture
    def renderer(self) -> Renderer:
        return TypstRenderer()

    @pytest.fixture
    def pages(self) -> PageReader:
        return PdfPageReader()

    @pytest.fixture
    def attached(self) -> Attached:
        return attachments


class TestPlainRenderer(RendererContract):
    @pytest.fixture
    def renderer(self) -> Renderer:
        return PlainRenderer()

    @pytest.fixture
    def pages(self) -> PageReader:
        return PdfPageReader()

    @pytest.fixture
    def attached(self) -> Attached:
        return attachments
