"""Time and memory are held to by the kernel where it does that, and by the host's clock everywhere."""

import io
import logging
import signal
from contextlib import suppress

import pytest

from registre_core.kernel.errors import InvalidInput
from registre_core.testing.pdfs import Frame, Sheet, pdf
from registre_reading_pdf import Limits, PdfPageReader, bounds, plugin, second_opinion, starting
from registre_reading_pdf.nurseries import Nurseries
from registre_reading_pdf.patience import OutOfTime, within
from registre_reading_pdf.spawning import Spawner
from registre_reading_pdf.workers import Workers

ENDLESS = pdf(Sheet((Frame(0, 0, 595, 842, filled=True),) * 50_000), "deux")
"""Takes minutes to draw at 600 dots per inch, and next to no memory."""

WITHOUT_BOUNDS = "import sys; sys.modules['resource'] = None; " + starting.BOOT.removeprefix("import sys; ")


def spin() -> None:
    for _ in range(1_000_000_000):
        pass


def test_a_page_that_computes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    workers = Workers(Nurseries())
    with PdfPageReader(Limits(seconds=1), workers).open(io.BytesIO(ENDLESS)) as reading:
        with pytest.raises(InvalidInput) as refused:
            reading.render(1, dpi=600)
        assert reading.text(2).characters == "deux"
    workers.close()

    assert (refused.value.code, refused.value.facts) == ("reading-took-too-long", {"page": 1, "seconds": 1})


def test_what_needs_more_memory_than_allowed_is_refused() -> None:
    workers = Workers(Nurseries())
    with PdfPageReader(Limits(memory=120_000_000), workers).open(io.BytesIO(pdf("un"))) as reading:
        with pytest.raises(InvalidInput) as refused:
            reading.render(1, dpi=700)
        assert reading.text(1).characters == "un"
    workers.close()

    assert refused.value.code == "reading-took-too-much-memory"
    assert refused.value.facts["limit"] == 120_000_000


def test_where_the_kernel_bounds_nothing_the_clock_does_and_it_is_said_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(starting, "BOOT", WITHOUT_BOUNDS)
    reader = PdfPageReader(Limits(seconds=1), workers := Workers(Spawner()))
    with caplog.at_level(logging.WARNING, "registre_reading_pdf"):
        with reader.open(io.BytesIO(ENDLESS)) as reading:
            assert not reading.is_bounded
            with pytest.raises(InvalidInput) as refused:
                reading.render(1, dpi=600)
        with reader.open(io.BytesIO(pdf("un"))) as reading:
            assert reading.text(1).characters == "un"
    workers.close()

    assert refused.value.code == "reading-took-too-long"
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_without_the_module_nothing_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "resource", None)

    assert not bounds.bound(1)
    bounds.allow(0)  # and this process lives on


def test_the_list_of_plug_ins_says_where_memory_is_not_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    (bounded,) = plugin.registre_page_readers()
    monkeypatch.setattr(plugin, "find_spec", lambda _: None)
    (unbounded,) = plugin.registre_page_readers()

    assert "pas bornée" not in bounded.summary
    assert "la mémoire n'est pas bornée" in unbounded.summary


def test_a_second_opinion_that_takes_too_long_leaves_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def dawdle(*_: object) -> None:
        while True:
            with suppress(Exception):  # as libraries do
                spin()

    monkeypatch.setattr(second_opinion, "SECONDS", 0.05)
    monkeypatch.setattr(second_opinion, "_glyphs", dawdle)
    with PdfPageReader().open(io.BytesIO(pdf("un"))) as reading:
        info = reading.page(1)

    assert second_opinion.second_opinion(info, pdf("un"), None) is None


def test_an_alarm_that_was_set_before_is_set_again() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(OutOfTime), within(0.05):
        spin()

    assert signal.getsignal(signal.SIGPROF) is before
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
