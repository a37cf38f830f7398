"""The contract of `Sealer`, on PDF files that are written by hand (`registre_core.testing.pdfs`).

Example:
    A sealer is proven by a class that says how to open keys of its own, with and without a time server::

        class TestMySealer(SealerContract):
            @pytest.fixture
            def open_key(self, tmp_path):
                return lambda number: MySealer(tmp_path / f"{number}.p12")

            @pytest.fixture
            def timed(self, tmp_path):
                return MySealer(tmp_path / "1.p12", times="http://127.0.0.1:8318/")

            @pytest.fixture
            def failing(self, tmp_path):
                return MySealer(tmp_path / "1.p12", times="http://127.0.0.1:1/")
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC
from io import BytesIO
from typing import Any

import pytest
from attrs import evolve

from registre_core.kernel.errors import AdapterFailure, InvalidInput
from registre_core.ports.page_reader import PageReader
from registre_core.ports.sealer import FoundSeal, Sealer, Stamp
from registre_core.signatures import Spot, TimeLevel
from registre_core.testing.contracts.elsewhere import at_once
from registre_core.testing.obligations import obligation
from registre_core.testing.pdfs import pdf, truncated
from registre_core.testing.printing import SVG, a_stamp

OpenKey = Callable[[int], Sealer]
"""Opens a key without a time server: for the same number the same key, for another another."""

DOCUMENT = pdf("Bon d'intervention", "Signatures", title="Bon d’intervention")
"""What is sealed."""

SPOTS = {
    "exploitant": Spot(1, (60.0, 500.0, 298.0, 585.0)),
    "prestataire": Spot(2, (310.0, 60.0, 548.0, 145.0)),
    "interlocuteur": Spot(2, (60.0, 60.0, 298.0, 145.0)),
}
"""Its boxes."""

NOT_SEALABLE = {
    "nothing": b"",
    "text": b"Bon d'intervention",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "half a document": truncated(DOCUMENT),
    "an encrypted document": pdf("Bon d'intervention", password="secret"),  # noqa: S106  # of a test
}

CAPTIONS = {
    "markup": '#import "x" *gras* $x$ `code` <a> @b \\ // c',
    "what turns words around": "\u202egnp.tnorf",
    "other alphabets": "שלום 你好 🔥",
    "controls": "\x00\x07\x1b[31m\r\n\t",
    "a word without end": "W" * 10_000,
    "nothing": "",
}
"""What somebody may be called, or have written."""

PICTURES = {
    "of nothing": None,
    "of another size": SVG.replace(b'width="400" height="160"', b'width="4000" height="20"'),
}

LOADING = SVG.replace(b"</svg>", b'<image href="file:///etc/passwd" width="9" height="9"/></svg>')
"""A picture with another in it, which stands elsewhere."""

THREADS = 3


def stamp(name: str, **given: Any) -> Stamp:  # noqa: ANN401  # the fields of a stamp
    """Draw the signature of this role, with evidence of its own."""
    evidence = f'{{"role":"{name}","reservations":"réserves : aucune"}}'.encode()
    defaults = {"name": name, "spot": SPOTS.get(name), "attachment": evidence, "attachment_name": f"{name}.json"}
    return a_stamp(**{**defaults, **given})


def sealed_by(sealer: Sealer, *names: str, content: bytes = DOCUMENT) -> bytes:
    """Seal a document for these roles, one after the other."""
    for name in names:
        content = sealer.seal(content, stamp(name), boxes=SPOTS).content
    return content


def holds(found: tuple[FoundSeal, ...], count: int) -> bool:
    """Tell whether so many seals are there, and all of them intact."""
    return len(found) == count and all(seal.is_intact for seal in found)


def altered(content: bytes, before: int) -> Iterator[bytes]:
    """Flip one bit in the document that was sealed, in about twenty places."""
    for place in range(0, before, max(1, before // 20)):
        yield content[:place] + bytes([content[place] ^ 0x01]) + content[place + 1 :]


class SealerContract:
    """SEA-1 to SEA-9. Override `open_key`, `timed` and `failing`."""

    @pytest.fixture
    def open_key(self) -> OpenKey:
        """Say how to open a key without a time server."""
        raise NotImplementedError("override the fixture `open_key`")

    @pytest.fixture
    def timed(self) -> Sealer:
        """Say how to open one with a time server that answers."""
        raise NotImplementedError("override the fixture `timed`")

    @pytest.fixture
    def failing(self) -> Sealer:
        """Say how to open one with a time server that does not."""
        raise NotImplementedError("override the fixture `failing`")

    @pytest.fixture
    def pages(self) -> PageReader:
        """Say what reads pages."""
        raise NotImplementedError("override the fixture `pages`")

    @pytest.fixture
    def sealer(self, open_key: OpenKey) -> Sealer:
        """A key without a time server."""
        return open_key(1)

    @obligation("SEA-1")
    def test_every_seal_is_found_intact_in_the_order_they_were_made(self, sealer: Sealer, open_key: OpenKey) -> None:
        content = sealed_by(sealer, *SPOTS)
        for one in (sealer, open_key(1)):
            found = one.check(content)
            assert [seal.name for seal in found] == list(SPOTS)
            assert all(seal.is_intact and seal.is_trusted for seal in found)

    @obligation("SEA-1")
    def test_empty_boxes_are_no_seals(self, sealer: Sealer) -> None:
        assert sealer.check(DOCUMENT) == ()
        assert [seal.name for seal in sealer.check(sealed_by(sealer, "prestataire"))] == ["prestataire"]

    @obligation("SEA-1")
    def test_a_seal_without_a_box_is_a_seal_like_any_other(self, sealer: Sealer) -> None:
        content = sealed_by(sealer, "exploitant", "remplaçant", "prestataire")
        assert [seal.name for seal in sealer.check(content)] == ["exploitant", "remplaçant", "prestataire"]
        assert holds(sealer.check(content), 3)

    @obligation("SEA-2")
    def test_what_was_there_stands_at_the_beginning_byte_for_byte(self, sealer: Sealer) -> None:
        once = sealed_by(sealer, "exploitant")
        twice = sealed_by(sealer, "prestataire", content=once)
        assert once.startswith(DOCUMENT)
        assert twice.startswith(once)
        assert len(DOCUMENT) < len(once) < len(twice)

    @obligation("SEA-2")
    def test_pages_are_read_as_before(self, sealer: Sealer, pages: PageReader) -> None:
        with pages.open(BytesIO(sealed_by(sealer, "exploitant", "prestataire"))) as reading:
            assert reading.page_count == 2
            assert "Bon d'intervention" in reading.text(1).characters

    @obligation("SEA-3")
    def test_a_changed_byte_is_found(self, sealer: Sealer) -> None:
        content = sealed_by(sealer, "exploitant", "prestataire")
        assert not any(passes(sealer, other) for other in altered(content, len(DOCUMENT)))

    @obligation("SEA-3")
    def test_what_is_put_behind_is_found(self, sealer: Sealer) -> None:
        content = sealed_by(sealer, "exploitant", "prestataire")
        start = DOCUMENT[DOCUMENT.rindex(b"xref\n0") :]
        assert not passes(sealer, content + start)

    @obligation("SEA-4")
    def test_nothing_is_sealed_without_the_time_that_was_asked_for(self, failing: Sealer) -> None:
        assert failing.time_level is TimeLevel.STAMPED
        with pytest.raises(AdapterFailure) as failure:
            failing.seal(DOCUMENT, stamp("exploitant"))
        assert (failure.value.code, failure.value.retryable) == ("time-server-failed", True)

    @obligation("SEA-4")
    def test_a_time_server_vouches_for_each_seal(self, timed: Sealer) -> None:
        made = timed.seal(sealed_by(timed, "exploitant"), stamp("prestataire"))
        found = timed.check(made.content)
        assert (timed.time_level, made.time_level) == (TimeLevel.STAMPED, TimeLevel.STAMPED)
        assert holds(found, 2)
        assert all(seal.stamped_at is not None and seal.stamped_at.tzinfo is UTC for seal in found)

    @obligation("SEA-4")
    def test_without_a_time_server_nobody_vouches_for_the_time(self, sealer: Sealer) -> None:
        made = sealer.seal(DOCUMENT, stamp("exploitant"))
        assert (sealer.time_level, made.time_level) == (TimeLevel.LOCAL, TimeLevel.LOCAL)
        assert [seal.stamped_at for seal in sealer.check(made.content)] == [None]

    @obligation("SEA-5")
    @pytest.mark.parametrize("evidence", [b"{}", bytes(range(256)) * 400], ids=["small", "large"])
    def test_evidence_comes_out_as_it_went_in(self, sealer: Sealer, evidence: bytes) -> None:
        first = sealer.seal(DOCUMENT, stamp("exploitant", attachment=evidence), boxes=SPOTS).content
        found = sealer.check(sealed_by(sealer, "prestataire", "remplaçant", content=first))
        assert [seal.evidence for seal in found] == [evidence, *(stamp(name).attachment for name in NAMES)]
        assert [seal.evidence_name for seal in found] == ["exploitant.json", *(f"{name}.json" for name in NAMES)]

    @obligation("SEA-6")
    @pytest.mark.parametrize("name", NOT_SEALABLE)
    def test_what_is_no_document_is_refused(self, sealer: Sealer, name: str) -> None:
        for ask in (lambda content: sealer.seal(content, stamp("exploitant")), sealer.check):
            with pytest.raises(InvalidInput) as refusal:
                ask(NOT_SEALABLE[name])
            assert [problem.code for problem in refusal.value.problems] == ["not-sealable"]

    @obligation("SEA-6")
    def test_nobody_seals_twice_under_one_name(self, sealer: Sealer) -> None:
        with pytest.raises(InvalidInput) as refusal:
            sealer.seal(sealed_by(sealer, "exploitant"), stamp("exploitant"))
        assert [problem.code for problem in refusal.value.problems] == ["not-sealable"]

    @obligation("SEA-7")
    def test_the_seal_of_another_key_is_found_and_not_trusted(self, sealer: Sealer, open_key: OpenKey) -> None:
        content = sealed_by(open_key(2), "prestataire", content=sealed_by(sealer, "exploitant"))
        assert [seal.is_trusted for seal in sealer.check(content)] == [True, False]
        assert [seal.is_trusted for seal in open_key(2).check(content)] == [False, True]
        assert holds(sealer.check(content), 2)

    @obligation("SEA-8")
    def test_a_caption_is_drawn_as_text(self, sealer: Sealer) -> None:
        captions = tuple(CAPTIONS.values())
        assert holds(sealer.check(sealer.seal(DOCUMENT, stamp("exploitant", caption=captions)).content), 1)

    @obligation("SEA-8")
    @pytest.mark.parametrize("name", PICTURES)
    def test_a_picture_of_any_size_is_drawn_or_none(self, sealer: Sealer, name: str) -> None:
        content = sealer.seal(DOCUMENT, stamp("exploitant", picture=PICTURES[name])).content
        assert holds(sealer.check(content), 1)

    @obligation("SEA-8")
    def test_nothing_is_loaded_for_a_picture(self, sealer: Sealer) -> None:
        with suppress(AdapterFailure):  # which may be refused, rather than drawn without
            assert b"root:" not in sealer.seal(DOCUMENT, stamp("exploitant", picture=LOADING)).content

    @obligation("SEA-9")
    def test_threads_each_seal_their_own_document(self, sealer: Sealer) -> None:
        def seal(number: int) -> bytes:
            evidence = f"{number}".encode()
            return sealer.seal(DOCUMENT, evolve(stamp("exploitant"), attachment=evidence)).content

        made = [future.result() for future in at_once(THREADS, seal)]
        assert [sealer.check(content)[0].evidence for content in made] == [b"0", b"1", b"2"]


NAMES = ("prestataire", "remplaçant")
"""Those that seal after the operator; the last of them has no box."""


def passes(sealer: Sealer, content: bytes) -> bool:
    """Tell whether a document passes for one with two good seals."""
    try:
        return holds(sealer.check(content), 2)
    except InvalidInput:
        return False
