"""What is stored comes back: every entity and value, also by way of canonical bytes and a JSON reader."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.building_values import BUILDING
from tests.properties.notice_values import TOLD
from tests.properties.permit_values import PERMITS
from tests.properties.request_values import ASKED
from tests.properties.signed_values import SIGNED
from tests.properties.subscription_values import SUBSCRIBED
from tests.properties.values import STORED as OTHERS

import registre_core.app  # noqa: F401  # every room, and so every fact
from registre_core.codec import canonical_bytes, from_builtins, public_builtins, to_builtins
from registre_core.kernel.facts import Fact
from registre_core.ports.storage import Notice

STORED = {**OTHERS, **SIGNED, **PERMITS, **BUILDING, **ASKED, **TOLD, **SUBSCRIBED}
KINDS = sorted(STORED, key=lambda kind: kind.__name__)

stored = st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), STORED[kind]))


def made_of(kind: Any) -> Iterator[type[Any]]:  # noqa: ANN401  # a type hint
    """Walk through the classes that a class is made of."""
    if isinstance(kind, type) and attrs.has(kind):
        yield kind
        for hint in get_type_hints(kind).values():
            yield from made_of(hint)
    else:
        for inner in get_args(kind):
            yield from made_of(inner)


def types_within(value: object) -> set[type[Any]]:
    if isinstance(value, dict):
        return {dict}.union(*map(types_within, value), *map(types_within, value.values()))
    if isinstance(value, list):
        return {list}.union(*map(types_within, value))
    return {type(value)}


def same(one: Any, other: Any) -> bool:  # noqa: ANN401  # whatever is stored
    """Whether two are equal and of equal types all the way down: members of a `StrEnum` equal texts."""
    if attrs.has(type(one)):
        names = [field.name for field in attrs.fields(type(one))]
        return type(one) is type(other) and all(same(getattr(one, name), getattr(other, name)) for name in names)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


def test_no_class_that_is_stored_is_left_out() -> None:
    facts = {fact for fact in Fact.__subclasses__() if fact.__module__.startswith("registre_core.")}
    everything = {kind for whole in (*facts, Notice) for kind in made_of(whole)}

    assert everything - facts == set(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=40)
@given(st.data())
def test_a_value_comes_back_equal_and_of_its_types(kind: type[Any], data: st.DataObject) -> None:
    value = data.draw(STORED[kind])

    assert same(value, from_builtins(kind, to_builtins(value)))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@settings(max_examples=40)
@given(st.data())
def test_a_value_comes_back_by_way_of_canonical_bytes(kind: type[Any], data: st.DataObject) -> None:
    value = data.draw(STORED[kind])
    written = canonical_bytes(to_builtins(value))

    assert same(value, from_builtins(kind, json.loads(written)))
    assert written == canonical_bytes(to_builtins(from_builtins(kind, json.loads(written))))


@given(stored)
def test_what_is_stored_is_plain(kind_and_value: tuple[type[Any], object]) -> None:
    assert types_within(to_builtins(kind_and_value[1])) <= {dict, list, str, int, float, bool, type(None)}


def personal(value: Any) -> Iterator[object]:  # noqa: ANN401  # an entity or what it holds
    """Walk through what is said of persons, and what is not said of them (`None`)."""
    for member in value if isinstance(value, tuple) else ():
        yield from personal(member)
    for field in attrs.fields(type(value)) if attrs.has(type(value)) else ():
        inner = getattr(value, field.name)
        if field.metadata.get("personal"):
            yield from leaves(to_builtins(inner))
        else:
            yield from personal(inner)


def leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for member in value:
            yield from leaves(member)
    else:
        yield value


@given(stored)
def test_the_public_form_is_the_whole_one_less_what_is_personal(kind_and_value: tuple[type[Any], object]) -> None:
    _, value = kind_and_value
    whole, public = (Counter(map(repr, leaves(form(value)))) for form in (to_builtins, public_builtins))

    assert whole - Counter(map(repr, personal(value))) == public
