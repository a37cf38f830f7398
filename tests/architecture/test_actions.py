"""The table of actions is the whole truth about public use cases: none without a row, no row without one."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.architecture.sources import tree
from tests.usecases.scenarios import CHANGING, LOADING, SCENARIOS

from registre_core import Actor, Registre
from registre_core.access import ACTIONS, Action
from registre_core.kernel.facts import Fact
from registre_core.rights import Catalogue


def use_cases() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Walk through what can be called on a register."""
    for field in attrs.fields(Registre):
        service = inspect.get_annotations(Registre, eval_str=True)[field.name]
        if field.name != "ports":
            for name, method in inspect.getmembers(service, inspect.isfunction):
                if not name.startswith("_"):
                    yield f"{field.name}.{name}", method


USE_CASES = dict(use_cases())


def every_fact(parent: type[Fact] = Fact) -> Iterator[type[Fact]]:
    for child in parent.__subclasses__():
        if child.__module__.startswith("registre_core."):
            yield child
            yield from every_fact(child)


def method_of(name: str) -> ast.FunctionDef:
    """Find the source of a use case, in the class of its room that has it."""
    use_case = inspect.unwrap(USE_CASES[name])
    (service, method), module = use_case.__qualname__.split("."), inspect.getsourcefile(use_case)
    assert module is not None
    (found,) = (
        node
        for definition in tree(Path(module)).body
        if isinstance(definition, ast.ClassDef) and definition.name == service
        for node in definition.body
        if isinstance(node, ast.FunctionDef) and node.name == method
    )
    return found


def texts_in(node: ast.AST) -> set[str]:
    return {inner.value for inner in ast.walk(node) if isinstance(inner, ast.Constant) and isinstance(inner.value, str)}


def test_each_public_use_case_has_its_row_and_each_row_its_use_case() -> None:
    assert set(USE_CASES) == set(ACTIONS)


def test_a_row_stands_under_its_own_name() -> None:
    assert list(ACTIONS) == [action.name for action in ACTIONS.values()]


def test_each_action_is_tried_out() -> None:
    assert set(ACTIONS) == set(SCENARIOS)


@pytest.mark.parametrize("name", USE_CASES)
def test_each_use_case_asks_first_who_acts(name: str) -> None:
    first, second, *_ = inspect.signature(USE_CASES[name], eval_str=True).parameters.values()

    assert ("self", "actor", Actor) == (first.name, second.name, second.annotation)


@pytest.mark.parametrize("name", USE_CASES)
def test_each_use_case_knocks_at_the_front_door_under_its_own_name_and_no_other(name: str) -> None:
    assert {name} == texts_in(method_of(name)) & set(ACTIONS)


@pytest.mark.parametrize("name", USE_CASES)
def test_each_use_case_says_which_right_it_asks_for_if_it_says_so_at_all(name: str) -> None:
    said = set(re.findall(r"Forbidden: without ``([^`]+)``", inspect.getdoc(USE_CASES[name]) or ""))

    assert said <= {ACTIONS[name].right}


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_each_right_that_is_asked_for_is_in_the_catalogue(action: Action) -> None:
    assert set(action.rights) <= Catalogue().every


def test_each_right_of_the_catalogue_is_asked_for_by_some_action() -> None:
    """A right that opens nothing would be ticked in profiles, and mean nothing."""
    assert Catalogue().every == {right for action in ACTIONS.values() for right in action.rights}


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_each_action_has_a_french_label_that_says_what_one_does(action: Action) -> None:
    verb = action.french.split()[0]

    assert re.fullmatch(r"[A-ZÉ][a-zéèêô]+(er|ir|re)", verb), "an infinitive"
    assert action.french == action.french.strip()


def test_no_two_actions_read_alike() -> None:
    labels = [action.french for action in ACTIONS.values()]

    assert sorted(set(labels)) == sorted(labels)


def test_actions_record_facts_that_there_are_and_no_fact_happens_without_an_action() -> None:
    assert {fact.KIND for fact in every_fact()} == {kind for action in ACTIONS.values() for kind in action.records}


@pytest.mark.parametrize("name", CHANGING)
def test_a_change_begins_one_transaction_records_in_it_and_commits_it(name: str) -> None:
    called = [
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(method_of(name))
        if isinstance(node, ast.Call)
    ]

    assert [1, 1, 1] == [called.count("begin") + called.count("found"), called.count("record"), called.count("commit")]


@pytest.mark.parametrize("name", [name for name in ACTIONS if name not in (*CHANGING, *LOADING)])
def test_what_records_nothing_begins_no_change(name: str) -> None:
    attributes = {node.attr for node in ast.walk(method_of(name)) if isinstance(node, ast.Attribute)}

    assert {"begin", "found", "commit"}.isdisjoint(attributes)


@pytest.mark.parametrize("name", CHANGING)
def test_nothing_of_a_transaction_comes_behind_its_commit(name: str) -> None:
    """Whether a commit of unknown outcome arrived is found out when the transaction is left: that must be next."""
    blocks = [node for node in ast.walk(method_of(name)) if isinstance(node, ast.With)]

    assert "tx.commit()" in [ast.unparse(block.body[-1]) for block in blocks]


TOLD_AT_ONCE = ("notices.ping",)
"""Whoever tries something out waits for how it went, and not for four times as long."""


@pytest.mark.parametrize("name", USE_CASES)
def test_only_what_uses_up_or_fills_a_stream_is_not_tried_again(name: str) -> None:
    signature = str(inspect.signature(USE_CASES[name], eval_str=True))

    assert ("BinaryIO" in signature or name in TOLD_AT_ONCE) is not ACTIONS[name].repeatable
