"""Canonical bytes agree with an implementation of RFC 8785 by others, wherever they are given at all."""

import json
from typing import Any

import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.values import KINDS, STORED

from registre_core.codec import canonical_bytes, to_builtins
from registre_core.kernel.errors import InvalidInput

keys = st.text(st.characters(max_codepoint=127), max_size=6)
numbers = st.integers(1 - 2**53, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
leaves = st.none() | st.booleans() | numbers | st.text(max_size=8)
values = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=15
)
entities = st.sampled_from(KINDS).flatmap(STORED.__getitem__).map(to_builtins)


def bytes_or_refusal(value: object) -> bytes | None:
    try:
        return canonical_bytes(value)
    except InvalidInput:
        return None


def floats_within(value: object) -> list[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [found for member in value for found in floats_within(member)]
    return [value] if isinstance(value, float) else []


@settings(max_examples=200)
@given(values)
def test_what_is_written_is_what_rfc_8785_writes(value: Any) -> None:  # noqa: ANN401  # any JSON
    written = bytes_or_refusal(value)

    assert written in {None, rfc8785.dumps(value)}


@given(entities)
def test_every_entity_is_written_as_rfc_8785_writes_it(value: Any) -> None:  # noqa: ANN401  # plain data
    assert rfc8785.dumps(value) == canonical_bytes(value)


@settings(max_examples=200)
@given(values)
def test_only_numbers_with_an_exponent_or_beyond_exactness_are_refused(value: object) -> None:
    odd = [number for number in floats_within(value) if abs(number) >= 2**53 or 0 < abs(number) < 1e-4]

    assert bool(odd) is (bytes_or_refusal(value) is None)


@given(st.floats(1e-4, 1, exclude_max=True) | st.floats(1, 2**53, exclude_max=True))
def test_every_float_in_between_reads_back_the_same(number: float) -> None:
    assert number == json.loads(canonical_bytes(number))
    assert rfc8785.dumps(number) == canonical_bytes(number)


def shuffled(value: Any, data: st.DataObject) -> Any:  # noqa: ANN401  # any JSON
    if isinstance(value, dict):
        return {key: shuffled(value[key], data) for key in data.draw(st.permutations(list(value)))}
    if isinstance(value, list):
        return [shuffled(member, data) for member in value]
    return value


@given(entities, st.data())
def test_the_order_of_keys_does_not_matter(value: object, data: st.DataObject) -> None:
    assert canonical_bytes(value) == canonical_bytes(shuffled(value, data))


@given(entities)
def test_canonical_bytes_of_what_was_read_are_the_same_bytes(value: object) -> None:
    written = canonical_bytes(value)

    assert written == canonical_bytes(json.loads(written))


@given(entities, entities)
def test_two_values_have_the_same_bytes_only_if_they_are_the_same(one: object, other: object) -> None:
    assert (one == other) is (canonical_bytes(one) == canonical_bytes(other))
