"""The house keeps its own rules: sizes, purity of rooms, and what facts are made of."""

import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any, get_args, get_origin, get_type_hints

import attrs
import pytest
from tests.architecture.sources import CORE, ROOMS, functions, modules, of_adapters, of_core, shown, tree

import registre_core.app  # noqa: F401  # every room, and so every fact
from registre_core.kernel.facts import Fact, Section
from registre_core.ports.storage import RegisterStore
from registre_core.workspace import Contact

EVERYTHING = [*of_core(testing=True), *of_adapters()]


@pytest.fixture(scope="module")
def lengths() -> list[int]:
    """Count the lines of every function there is."""
    return [(node.end_lineno or 0) - node.lineno + 1 for path in EVERYTHING for node in functions(path)]


def test_functions_have_ten_lines_or_fewer_in_the_median(lengths: list[int]) -> None:
    assert median(lengths) <= 10


def test_nine_functions_in_ten_have_fewer_than_thirty_lines(lengths: list[int]) -> None:
    assert sum(length < 30 for length in lengths) / len(lengths) >= 0.9


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in EVERYTHING}

    assert {} == {module: length for module, length in lengths.items() if length > 400}


def test_modules_are_named_after_what_they_do() -> None:
    nameless = {"utils", "helpers", "common", "base", "misc", "tools"}

    assert [] == [shown(path) for path in EVERYTHING if path.stem in nameless]


IMPURE_MODULES = set(
    "asyncio builtins io json logging multiprocessing os pathlib random secrets shutil socket sqlite3 subprocess sys "
    "tempfile threading time".split()
)
IMPURE_CALLS = {"open", "print", "input", "now", "utcnow", "today", "uuid1", "uuid4", "uuid7", "uuid3", "uuid5"}

FROM_PORTS_ONLY = {"now", "utcnow", "today", "uuid1", "uuid4", "uuid7", "token_bytes", "urandom", "sleep", "open"}
"""Calls of the world that use cases make through a port, never themselves."""


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def called(path: Path) -> Iterator[tuple[str, str]]:
    """Give what is called, and on what."""
    for node in ast.walk(tree(path)):
        match node:
            case ast.Call(func=ast.Name(id=name)):
                yield "", name
            case ast.Call(func=ast.Attribute(value=owner, attr=name)):
                yield ast.unparse(owner), name


def importing(paths: Iterable[Path], impure: set[str]) -> list[tuple[str, str]]:
    """Give what modules import that they should not, with their names."""
    return [(shown(path), name) for path in paths for name in imported(path) if name in impure]


def calling(paths: Iterable[Path], impure: set[str]) -> list[tuple[str, str, str]]:
    """Give what modules call that they should not, on what, with their names."""
    return [(shown(path), owner, name) for path in paths for owner, name in called(path) if name in impure]


def test_a_room_has_no_clock_makes_no_identifier_and_reaches_no_world() -> None:
    rooms = modules(*(CORE / room for room in ROOMS))

    assert [] == importing(rooms, IMPURE_MODULES)
    assert [] == calling(rooms, IMPURE_CALLS)


def test_use_cases_ask_ports_for_time_chance_and_bytes() -> None:
    workshop = modules(CORE / "services", CORE / "codec", CORE / "ports")
    calls = calling(workshop, FROM_PORTS_ONLY)

    assert [] == [call for call in calls if not re.search(r"\b(ports|pages|stamp)\b", call[1])]
    assert [] == importing(workshop, IMPURE_MODULES - {"io", "json"})


@pytest.mark.parametrize("line", ["datetime.now(UTC)", "date.today()", "uuid4()", "uuid.uuid4()", "open('x')"])
def test_a_clock_an_identifier_or_a_file_in_a_room_would_be_noticed(tmp_path: Path, line: str) -> None:
    path = tmp_path / "policy.py"
    path.write_text(f"def may() -> None:\n    return {line}\n", encoding="utf-8")

    assert [] != [name for _, name in called(path) if name in IMPURE_CALLS]


def test_only_the_codec_knows_json() -> None:
    knowing = {path.parent.name for path in of_core() if "json" in set(imported(path))}

    assert {"codec"} == knowing


def every_fact(parent: type[Fact] = Fact) -> Iterator[type[Fact]]:
    for child in parent.__subclasses__():
        if child.__module__.startswith("registre_core."):
            yield child
            yield from every_fact(child)


FACTS = sorted(every_fact(), key=lambda fact: fact.KIND)


def test_no_two_facts_bear_one_name() -> None:
    kinds = [fact.KIND for fact in FACTS]

    assert sorted(set(kinds)) == kinds


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.KIND)
def test_a_fact_says_what_happened_in_the_past_participle(fact: type[Fact]) -> None:
    words = re.findall(r"[A-Z][a-z]+", fact.__name__)

    assert "-".join(words).lower() == fact.KIND, "the stored name is the class's, in kebab-case"
    assert re.search(r"(ed|en|held|kept|off|sent|shown|withdrawn|seen-again|set-aside)$", fact.KIND)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.KIND)
def test_a_fact_says_where_it_is_filed_and_what_it_happened_to(fact: type[Fact]) -> None:
    assert type(fact.SCHEMA) is int
    assert fact.SCHEMA >= 1
    assert isinstance(fact.SECTION, Section)
    assert fact.SUBJECT in {field.name for field in attrs.fields(fact)}  # type: ignore[arg-type]  # every fact is one


def personal_fields(kind: type[Any]) -> list[str]:
    return [field.name for field in attrs.fields(kind) if field.metadata.get("personal")]


def holders(hint: Any, *, collected: bool = False) -> Iterator[tuple[type[Any], bool]]:  # noqa: ANN401  # a type hint
    """Walk through the classes with personal fields, and tell whether a collection without places lies on the way."""
    if isinstance(hint, type) and attrs.has(hint):
        if personal_fields(hint):
            yield hint, collected
        for inner in get_type_hints(hint).values():
            yield from holders(inner, collected=collected)
    else:
        within = collected or get_origin(hint) in {frozenset, set, list, dict, Mapping}
        for inner in get_args(hint):
            yield from holders(inner, collected=within)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.KIND)
def test_what_is_personal_stands_alone_or_in_its_place_of_a_tuple(fact: type[Fact]) -> None:
    """Its path must name one place: each person's part is put together, and erased, by it."""
    assert [] == [kind.__name__ for kind, collected in holders(fact) if collected]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.KIND)
def test_what_is_personal_is_about_whoever_is_identified_beside_it(fact: type[Fact]) -> None:
    assert [] == [kind.__name__ for kind, _ in holders(fact) if not hasattr(kind, "id")]


def test_a_personal_field_in_a_collection_without_places_would_be_noticed() -> None:
    assert [(Contact, True)] == list(holders(frozenset[Contact]))
    assert [(Contact, False)] == list(holders(tuple[Contact, ...]))
    assert [(Contact, False)] == list(holders(Contact | None))


def test_the_port_of_the_register_has_no_way_to_change_or_delete_an_entry() -> None:
    """`forget` erases personal parts, which lie beside the entries."""
    asked = {name for name, _ in inspect.getmembers(RegisterStore, inspect.isfunction) if not name.startswith("_")}

    assert {"head", "holds", "find", "chain", "entries", "append", "append_all", "forget"} == asked
