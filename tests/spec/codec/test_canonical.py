"""Canonical JSON: the same value gives the same bytes, on every machine and in every year (subset of RFC 8785)."""

import math
from typing import Any

import pytest

from registre_core.codec import canonical_bytes
from registre_core.kernel.errors import InvalidInput

RFC_8785 = "RFC 8785, 3.2"

WRITTEN: list[tuple[Any, bytes, str]] = [
    # value, bytes, source
    (None, b"null", RFC_8785),
    (True, b"true", RFC_8785),
    (False, b"false", RFC_8785),
    (0, b"0", RFC_8785),
    (-1, b"-1", RFC_8785),
    (2**53 - 1, b"9007199254740991", RFC_8785),
    (1 - 2**53, b"-9007199254740991", RFC_8785),
    (1.0, b"1", RFC_8785),
    (-0.0, b"0", RFC_8785),
    (595.28, b"595.28", RFC_8785),
    (0.1 + 0.2, b"0.30000000000000004", RFC_8785),
    (0.0001, b"0.0001", RFC_8785),
    (-0.0001, b"-0.0001", RFC_8785),
    (2.0**51 + 0.5, b"2251799813685248.5", RFC_8785),
    ("", b'""', RFC_8785),
    ("é", b'"\xc3\xa9"', RFC_8785),
    ("e\u0301", b'"e\xcc\x81"', "RFC 8785, 3.1: no Unicode normalisation"),
    ("🔥", b'"\xf0\x9f\x94\xa5"', RFC_8785),
    ('"\\/', b'"\\"\\\\/"', RFC_8785),
    ("\b\t\n\f\r", b'"\\b\\t\\n\\f\\r"', RFC_8785),
    ("\0\x1f\x7f", b'"\\u0000\\u001f\x7f"', RFC_8785),
    ("\u2028", b'"\xe2\x80\xa8"', RFC_8785),
    ([], b"[]", RFC_8785),
    ((1, [2, {}]), b"[1,[2,{}]]", RFC_8785),
    ({"b": 1, "a": [None], "B": {}, "_": 0, "aa": 2}, b'{"B":{},"_":0,"a":[null],"aa":2,"b":1}', RFC_8785),
]


@pytest.mark.parametrize("value, written, source", WRITTEN, ids=[repr(row[0]) for row in WRITTEN])
def test_a_value_is_written_in_one_way(value: object, written: bytes, source: str) -> None:
    assert written == canonical_bytes(value), source


REFUSED: dict[str, tuple[Any, str]] = {
    "not a number": (math.nan, "$"),
    "infinity": (-math.inf, "$"),
    "an integer that a float may round": (2**53, "$"),
    "a negative one": (-(2**53), "$"),
    "a float of that size": (2.0**53, "$"),
    "a negative float of that size": (-(2.0**53), "$"),
    "a float with an exponent": (0.00001, "$"),
    "a negative float with an exponent": (-0.00001, "$"),
    "the smallest float": (5e-324, "$"),
    "a key beyond ASCII": ({"é": 1}, "$"),
    "a key that is no text": ({1: 1}, "$"),
    "a set": ({"a": [{1}]}, "$.a[0]"),
    "bytes": ([0, b"a"], "$[1]"),
    "half of a surrogate pair": ("\ud83d", "$"),
    "deep inside": ({"a": {"b": [0, math.nan]}}, "$.a.b[1]"),
}


@pytest.mark.parametrize("value, path", REFUSED.values(), ids=REFUSED)
def test_what_has_no_canonical_form_here_is_refused_rather_than_interpreted(value: object, path: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        canonical_bytes(value)

    assert [(path, "not-canonical")] == [(problem.path, problem.code) for problem in refusal.value.problems]
