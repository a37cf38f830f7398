"""What a worker answers: plain values, written down by the worker and read by the host, which believes nothing.

A worker reads files that strangers made, and may be theirs by now. So every value is held against what an honest answer
to this very request can be, before anything is built of it; whatever is not is `Garbled`.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Mapping
from math import isfinite
from typing import Any, TypeVar

from attrs import frozen

from registre_core.extraction import Boxes, PageInfo, PageText, Ruling, Survey
from registre_core.extraction.boxes import Box
from registre_core.kernel.errors import AdapterFailure, InvalidInput, RegistreError
from registre_core.kernel.passages import TextSource
from registre_core.kernel.reasons import FactValue
from registre_reading_pdf.frames import Frame, Garbled
from registre_reading_pdf.opening import FURTHEST, Limits
from registre_reading_pdf.requests import Request, What

One = TypeVar("One")

FAMILIES: Mapping[str, tuple[type[RegistreError], frozenset[str]]] = {
    "input": (
        InvalidInput,
        frozenset(
            {
                "damaged-page",
                "damaged-pdf",
                "image-too-large",
                "password-required",
                "password-wrong",
                "region-off-page",
                "resolution-out-of-range",
                "too-many-characters",
                "unsupported-encryption",
            }
        ),
    ),
    "failure": (AdapterFailure, frozenset({"pdf-engine-failed"})),
}
"""What a worker may refuse, and in which family."""

SMALL = 4096
"""Bytes of an answer that has next to nothing in its body."""

LINE_BYTES = 32
"""Four numbers in double precision: a line, or the edges of an image."""

CHARACTER_BYTES = 2 * 20
"""A character in UTF-8, at most, and its box in single precision; and a space or break that was put after it."""

MOST_LINES = 100_000
"""Lines or images of one page."""

PIXEL_BYTES = 3
"""Red, green and blue; and a byte a row, and what packing adds where it does not help."""

LABEL = 100
"""Characters of a page's label."""

SENTENCE = 500
"""Characters of a message."""

FACTS = 10
"""Facts of an error."""

NAME = re.compile(r"[a-z_]{1,40}")
"""Of a fact."""

ENGINE = re.compile(r"[\w.]{1,40} [\w.+-]{1,40}")
"""An engine's name and version."""

LARGEST = 2**63
"""Whole numbers of a fact stay below."""

PNG = b"\x89PNG\r\n\x1a\n"


@frozen
class Opened:
    """A document is open."""

    pages: int
    """How many it has."""
    may_be_copied: bool
    """Whether its author lets its words be copied."""
    engine: str
    """What reads, with its version."""
    is_bounded: bool
    """Whether the system holds the worker to its memory and time."""


@frozen(hash=False)
class Drawn:
    """The characters of a page in the order in which the file draws them, as `assemble` takes them."""

    info: PageInfo
    """The page."""
    characters: str
    """As the engine gives them."""
    boxes: Boxes
    """One a character."""


Lines = tuple[Ruling, ...]

Answer = Opened | PageInfo | Drawn | PageText | Lines | Survey | bytes | RegistreError | None
"""Whatever may come back."""


def frame_of(answer: Answer) -> Frame:
    """Write an answer down."""
    match answer:
        case Opened(pages, copied, engine, is_bounded):
            head = {"is": "open", "pages": pages, "copied": copied, "engine": engine, "bounded": is_bounded}
            blobs: tuple[bytes, ...] = ()
        case PageInfo():
            head, blobs = {"is": "page", **_info(answer)}, ()
        case Drawn():
            head, blobs = {"is": "text", **_info(answer.info)}, _letters(answer)
        case PageText():
            head, blobs = {"is": "second", **_info(answer.info), "engine": answer.engine}, _letters(answer)
        case None:
            head, blobs = {"is": "second", "engine": None}, ()
        case tuple():
            head, blobs = {"is": "rulings"}, (_packed((line.x0, line.y0, line.x1, line.y1) for line in answer),)
        case Survey():
            head = {"is": "survey", "hidden": answer.hidden, "blank": answer.is_blank}
            blobs = (_packed(answer.images),)
        case bytes():
            head, blobs = {"is": "picture"}, (answer,)
        case RegistreError():
            head, blobs = {"is": "refusal", **_refusal(answer)}, ()
    return Frame(head, blobs)


def most_of(what: What | None, limits: Limits) -> int:
    """Tell how many bytes the body of an answer may have; opening is no request about a page."""
    match what:
        case What.TEXT | What.SECOND:
            return CHARACTER_BYTES * limits.characters + SMALL
        case What.RULINGS | What.SURVEY:
            return LINE_BYTES * MOST_LINES
        case What.PICTURE:
            return (PIXEL_BYTES + 1) * limits.pixels + SMALL
        case _:
            return SMALL


def opened_of(frame: Frame) -> Opened | RegistreError:
    """Read the answer to an opening.

    Raises:
        Garbled: it is none.
    """
    return _read(frame, "open", _opened)


def answer_of(frame: Frame, request: Request) -> Answer:
    """Read the answer to a request.

    Raises:
        Garbled: it is none.
    """
    builders: dict[What, Callable[[Mapping[str, Any], tuple[bytes, ...]], Any]] = {
        What.PAGE: lambda head, _: _page(head, request.page),
        What.TEXT: lambda head, blobs: Drawn(_page(head, request.page), *_characters(blobs)),
        What.SECOND: lambda head, blobs: _second(head, blobs, request.page),
        What.RULINGS: lambda _, blobs: tuple(Ruling(*box) for box in _boxes(blobs)),
        What.SURVEY: _survey,
        What.PICTURE: _picture,
    }
    answer: Answer = _read(frame, str(request.what), builders[request.what])
    return answer


def _read(
    frame: Frame, expected: str, build: Callable[[Mapping[str, Any], tuple[bytes, ...]], One]
) -> One | RegistreError:
    try:
        if frame.head["is"] == "refusal":
            return _error(frame.head)
        _must(frame.head["is"] == expected)
        return build(frame.head, frame.blobs)
    except (KeyError, TypeError, ValueError, OverflowError, InvalidInput) as failure:
        raise Garbled(f"no answer to {expected}") from failure


def _must(holds: bool) -> None:  # noqa: FBT001  # what must hold is all it is about
    if not holds:
        raise Garbled("no value of ours")


# ---- written by the worker -------------------------------------------------------------------------------------------


def _info(info: PageInfo) -> dict[str, object]:
    size = {"width": info.width, "height": info.height}
    return {"page": info.number, "label": info.label, **size, "rotation": info.rotation, "crop": info.crop}


def _letters(page: Drawn | PageText) -> tuple[bytes, bytes]:
    return page.characters.encode(), page.boxes.values.tobytes()


def _packed(boxes: Iterable[Box]) -> bytes:
    return array("d", (edge for box in boxes for edge in box)).tobytes()


def _refusal(error: RegistreError) -> dict[str, object]:
    family = "input" if isinstance(error, InvalidInput) else "failure"
    path = error.problems[0].path if isinstance(error, InvalidInput) else ""
    said = {"code": error.code, "message": error.message[:SENTENCE], "facts": dict(error.facts), "path": path}
    return {"family": family, **said}


# ---- read by the host ------------------------------------------------------------------------------------------------


def _opened(head: Mapping[str, Any], _: tuple[bytes, ...]) -> Opened:
    _must(_is_whole(head["pages"]) and head["pages"] >= 1)
    _must(isinstance(head["copied"], bool) and isinstance(head["bounded"], bool))
    return Opened(head["pages"], head["copied"], _engine(head["engine"]), head["bounded"])


def _page(head: Mapping[str, Any], number: int) -> PageInfo:
    width, height, rotation, crop = head["width"], head["height"], head["rotation"], tuple(head["crop"])
    _must(_is_whole(head["page"]) and head["page"] == number)
    _must(len(crop) == 4 and all(map(_is_number, (width, height, *crop))))  # noqa: PLR2004  # edges of a box
    _must(_is_whole(rotation) and rotation in {0, 90, 180, 270})
    return PageInfo(number, _said(head["label"], LABEL), width, height, rotation, crop)


def _second(head: Mapping[str, Any], blobs: tuple[bytes, ...], number: int) -> PageText | None:
    if head["engine"] is None:
        return None
    engine = _engine(head["engine"])
    return PageText(_page(head, number), *_characters(blobs), engine, TextSource.FALLBACK)


def _characters(blobs: tuple[bytes, ...]) -> tuple[str, Boxes]:
    written, values = blobs
    characters, boxes = written.decode("utf-8"), array("f")
    boxes.frombytes(values)
    _must(len(boxes) == 4 * len(characters) and isfinite(sum(boxes)))
    _must(max(boxes, default=0.0) <= FURTHEST and min(boxes, default=0.0) >= -FURTHEST)
    return characters, Boxes(boxes)


def _survey(head: Mapping[str, Any], blobs: tuple[bytes, ...]) -> Survey:
    _must(_is_number(head["hidden"]) and 0 <= head["hidden"] <= 1 and isinstance(head["blank"], bool))
    return Survey(tuple(_boxes(blobs)), head["hidden"], head["blank"])


def _boxes(blobs: tuple[bytes, ...]) -> list[Box]:
    (packed,) = blobs
    values = array("d")
    values.frombytes(packed)
    _must(all(map(isfinite, values)) and len(values) % 4 == 0)
    edges = values.tolist()
    return list(zip(edges[0::4], edges[1::4], edges[2::4], edges[3::4], strict=True))


def _picture(_: Mapping[str, Any], blobs: tuple[bytes, ...]) -> bytes:
    (picture,) = blobs
    _must(picture.startswith(PNG))
    return picture


def _error(head: Mapping[str, Any]) -> RegistreError:
    family, codes = FAMILIES[head["family"]]
    code, message, facts = head["code"], _said(head["message"], SENTENCE), _facts(head["facts"])
    _must(code in codes)
    if family is InvalidInput:
        return InvalidInput.at(_said(head["path"], LABEL), code, message, **facts)
    return family(code, message, facts)


def _facts(facts: Mapping[str, Any]) -> dict[str, FactValue]:
    _must(isinstance(facts, dict) and len(facts) <= FACTS)
    _must(all(NAME.fullmatch(name) and name not in {"path", "code", "message"} for name in facts))
    return {name: _said(value, LABEL) if isinstance(value, str) else _whole(value) for name, value in facts.items()}


def _whole(value: object) -> FactValue:
    _must(value is None or isinstance(value, bool) or (_is_whole(value)))
    return value  # type: ignore[return-value]  # one of the three


def _said(text: object, most: int) -> str:
    _must(isinstance(text, str) and len(text) <= most)
    said = str(text)
    said.encode()  # half of a surrogate pair is no text
    return said


def _engine(text: object) -> str:
    said = _said(text, LABEL)
    _must(ENGINE.fullmatch(said) is not None)
    return said


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
