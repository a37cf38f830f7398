"""The renderers of the house keep their promises."""

import pytest

from registre_core.ports import PageReader, Renderer
from registre_core.testing.contracts.renderer import RendererContract
from registre_core.testing.memory import PlainRenderer
from registre_reading_pdf import PdfPageReader
from registre_rendering_typst.renderer import TypstRenderer


class TestTypstRenderer(RendererContract):
    @pytest.fixture
    def renderer(self) -> Renderer:
        return TypstRenderer()

    @pytest.fixture
    def pages(self) -> PageReader:
        return PdfPageReader()


class TestPlainRenderer(RendererContract):
    @pytest.fixture
    def renderer(self) -> Renderer:
        return PlainRenderer()

    @pytest.fixture
    def pages(self) -> PageReader:
        return PdfPageReader()
