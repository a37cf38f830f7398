"""The table of actions is the whole truth about public use cases: none without a row, no row without one."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from tests.architecture.sources import tree
from tests.usecases.scenarios import CHANGING, LOADING, SCENARIOS

from registre_core import Actor, Registre
from registre_core.access import ACTIONS
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


@cache
def signatures() -> Mapping[str, inspect.Signature]:
    """Read what every use case takes."""
    return {name: inspect.signature(use_case, eval_str=True) for name, use_case in USE_CASES.items()}


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


def test_each_use_case_asks_first_who_acts() -> None:
    begins = {name: [*given.parameters.values()][:2] for name, given in signatures().items()}

    assert {} == {
        name: (first, second)
        for name, (first, second) in begins.items()
        if ("self", "actor", Actor) != (first.name, second.name, second.annotation)
    }


def test_each_use_case_knocks_at_the_front_door_under_its_own_name_and_no_other() -> None:
    assert {name: {name} for name in USE_CASES} == {
        name: texts_in(method_of(name)) & set(ACTIONS) for name in USE_CASES
    }


def test_each_use_case_says_which_right_it_asks_for_if_it_says_so_at_all() -> None:
    documented = {name: inspect.getdoc(use_case) or "" for name, use_case in USE_CASES.items()}
    said = {name: set(re.findall(r"Forbidden: without ``([^`]+)``", text)) for name, text in documented.items()}

    assert {} == {name: rights for name, rights in said.items() if not rights <= {ACTIONS[name].right}}


def test_each_right_that_is_asked_for_is_in_the_catalogue() -> None:
    assert {} == {
        name: action.rights for name, action in ACTIONS.items() if not set(action.rights) <= Catalogue().every
    }


def test_each_right_of_the_catalogue_is_asked_for_by_some_action() -> None:
    """A right that opens nothing would be ticked in profiles, and mean nothing."""
    assert Catalogue().every == {right for action in ACTIONS.values() for right in action.rights}


def test_each_action_has_a_french_label_that_says_what_one_does() -> None:
    labels = [action.french for action in ACTIONS.values()]

    assert [] == [label for label in labels if not re.fullmatch(r"[A-ZÉ][a-zéèêô]+(er|ir|re)", label.split()[0])]
    assert [] == [label for label in labels if label != label.strip()]


def test_no_two_actions_read_alike() -> None:
    labels = [action.french for action in ACTIONS.values()]

    assert sorted(set(labels)) == sorted(labels)


def test_actions_record_facts_that_there_are_and_no_fact_happens_without_an_action() -> None:
    assert {fact.KIND for fact in every_fact()} == {kind for action in ACTIONS.values() for kind in action.records}


def called_in(name: str) -> list[str]:
    """Name what a use case calls."""
    return [
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(method_of(name))
        if isinstance(node, ast.Call)
    ]


def test_a_change_begins_one_transaction_records_in_it_and_commits_it() -> None:
    called = {name: called_in(name) for name in CHANGING}

    assert {name: [1, 1, 1] for name in CHANGING} == {
        name: [calls.count("begin") + calls.count("found"), calls.count("record"), calls.count("commit")]
        for name, calls in called.items()
    }


def test_what_records_nothing_begins_no_change() -> None:
    others = [name for name in ACTIONS if name not in (*CHANGING, *LOADING)]
    used = {
        name: {node.attr for node in ast.walk(method_of(name)) if isinstance(node, ast.Attribute)} for name in others
    }

    assert {} == {name: found for name in others if (found := used[name] & {"begin", "found", "commit"})}


def test_nothing_of_a_transaction_comes_behind_its_commit() -> None:
    """Whether a commit of unknown outcome arrived is found out when the transaction is left: that must be next."""
    ends = {
        name: [ast.unparse(node.body[-1]) for node in ast.walk(method_of(name)) if isinstance(node, ast.With)]
        for name in CHANGING
    }

    assert {} == {name: last for name, last in ends.items() if "tx.commit()" not in last}


TOLD_AT_ONCE = ("notices.ping",)
"""Whoever tries something out waits for how it went, and not for four times as long."""


def test_only_what_uses_up_or_fills_a_stream_is_not_tried_again() -> None:
    streaming = [name for name, given in signatures().items() if "BinaryIO" in str(given)]

    assert {*streaming, *TOLD_AT_ONCE} == {name for name, action in ACTIONS.items() if not action.repeatable}
