"""Whatever is wrong with stored data is told, all of it at once, each with its path; nothing is coerced."""

from collections.abc import Iterator
from typing import Any, get_type_hints

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.properties.values import KINDS, STORED

from registre_core.codec import from_builtins, to_builtins
from registre_core.kernel.errors import InvalidInput

Path = tuple[str | int, ...]

OTHERS: dict[type[Any], list[Any]] = {
    str: [0, 1, True, 1.5, [], {}, b""],
    int: ["3", "", True, False, 1.5, 3.0, [], {}],
    float: ["3", "", True, False, [], {}],
    bool: [0, 1, "true", "", [], {}],
}
"""What no primitive of a type is taken for."""


def written(path: Path) -> str:
    """Write a path as problems do."""
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")


FREE = ("facts", "arguments")
"""Fields whose values may be any primitive, under any key."""


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401  # plain data
    """Walk through the primitives of stored data whose type is given."""
    if isinstance(value, dict):
        for key, member in value.items():
            if key not in FREE:
                yield from leaves(member, (*path, key))
    elif isinstance(value, list):
        for place, member in enumerate(value):
            yield from leaves(member, (*path, place))
    elif value is not None:
        yield path, value


def objects(value: Any, path: Path = ()) -> Iterator[Path]:  # noqa: ANN401  # plain data
    """Walk through the objects of stored data."""
    if isinstance(value, dict):
        yield path
        for key, member in value.items():
            if key not in FREE:
                yield from objects(member, (*path, key))
    elif isinstance(value, list):
        for place, member in enumerate(value):
            yield from objects(member, (*path, place))


def at(data: Any, path: Path) -> Any:  # noqa: ANN401  # plain data
    for step in path:
        data = data[step]
    return data


def problems_of(kind: type[Any], data: object) -> set[str]:
    with pytest.raises(InvalidInput) as refusal:
        from_builtins(kind, data)
    return {problem.path for problem in refusal.value.problems}


@given(st.sampled_from(KINDS), st.data())
def test_primitives_of_another_type_are_told_all_at_once(kind: type[Any], data: st.DataObject) -> None:
    stored = to_builtins(data.draw(STORED[kind]))
    places = data.draw(
        st.lists(st.sampled_from(list(leaves(stored))), min_size=1, max_size=3, unique_by=lambda it: it[0])
    )
    for path, value in places:
        others = [other for other in OTHERS[type(value)] if other is not None]
        at(stored, path[:-1])[path[-1]] = data.draw(st.sampled_from(others))

    assert {written(path) for path, _ in places} <= problems_of(kind, stored)


@given(st.sampled_from(KINDS), st.data())
def test_unknown_keys_are_told_all_at_once(kind: type[Any], data: st.DataObject) -> None:
    stored = to_builtins(data.draw(STORED[kind]))
    keys = st.tuples(st.sampled_from(list(objects(stored))), st.sampled_from(["x", "Name", "étage", "_id", "id "]))
    added = data.draw(st.lists(keys, min_size=1, max_size=3, unique=True))
    for path, key in added:
        at(stored, path)[key] = data.draw(st.sampled_from([None, 1, "a", [], {}]))

    assert {written((*path, key)) for path, key in added} <= problems_of(kind, stored)


def needed(kind: type[Any]) -> list[str]:
    """Name the fields that cannot be left out; a standing that is clear needs none."""
    return [field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING]


@given(st.sampled_from([kind for kind in KINDS if needed(kind)]), st.data())
def test_missing_keys_are_told_all_at_once(kind: type[Any], data: st.DataObject) -> None:
    stored = to_builtins(data.draw(STORED[kind]))
    gone = data.draw(st.lists(st.sampled_from(needed(kind)), min_size=1, unique=True))
    for key in gone:
        del stored[key]

    assert set(gone) <= problems_of(kind, stored)


@given(st.sampled_from(KINDS), st.data())
def test_nothing_stands_for_something_only_where_it_may(kind: type[Any], data: st.DataObject) -> None:
    stored = to_builtins(data.draw(STORED[kind]))
    hints = get_type_hints(kind)
    never = [name for name in stored if type(None) not in getattr(hints[name], "__args__", ())]
    name = data.draw(st.sampled_from(never))
    stored[name] = None

    assert {name} <= problems_of(kind, stored)


DATED = [kind for kind in KINDS if any(field.name.endswith("_at") for field in attrs.fields(kind))]


@settings(max_examples=60)
@given(st.sampled_from(DATED), st.data())
def test_an_instant_without_its_offset_is_told(kind: type[Any], data: st.DataObject) -> None:
    stored = to_builtins(data.draw(STORED[kind]))
    instants = [name for name, value in stored.items() if name.endswith("_at") and value is not None]
    assume(instants)
    for name in instants:
        stored[name] = stored[name][:-6]

    assert set(instants) == problems_of(kind, stored)


@given(
    st.sampled_from(KINDS),
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text()) | st.binary(),
)
def test_what_is_no_object_is_no_entity(kind: type[Any], data: object) -> None:
    assert {"$"} == problems_of(kind, data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@settings(max_examples=200)
@given(st.sampled_from(KINDS), st.data())
def test_no_data_whatever_ends_in_anything_but_a_value_or_invalid_input(kind: type[Any], data: st.DataObject) -> None:
    stored = to_builtins(data.draw(STORED[kind]))
    path, _ = data.draw(st.sampled_from(list(leaves(stored))))
    place = data.draw(st.integers(1, len(path)))
    at(stored, path[: place - 1])[path[place - 1]] = data.draw(json_values)

    try:
        value = from_builtins(kind, stored)
    except InvalidInput as refusal:
        assert refusal.problems  # noqa: PT017  # either way is right
    else:
        assert isinstance(value, kind)
