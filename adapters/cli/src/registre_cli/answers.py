"""From an error to what is said of it: one line, a code, and the exit code of its family."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen
from cyclopts import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    Token,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)

from registre_cli.addresses import shown
from registre_cli.files import failure
from registre_cli.french import sentence
from registre_cli.labels import place
from registre_cli.typography import NO_BREAK, number, one_line, typeset
from registre_core.kernel.errors import AdapterFailure, IntegrityBreach, InvalidInput, Problem, Refused, RegistreError
from registre_core.kernel.reasons import FactValue

BAD_INPUT = 2
"""The caller can mend it."""
WORLD_FAILED = 3
"""Something outside must be mended first."""
MOST_TOLD = 20
"""Of thousands of problems so many are worded; ``problems`` has all of them."""


@frozen
class Answer:
    """What a command says when it does not succeed."""

    code: str
    """Stable, for programs."""
    message: str
    """In French, for people: what is wrong and what to do next."""
    exit_code: int
    """2 or 3."""
    problems: tuple[Mapping[str, str], ...] = ()
    """Each with ``path``, ``code`` and ``message``."""

    def as_line(self) -> str:
        """Write it for people."""
        return f"registre : {self.message} [{self.code}]\n"

    def as_json(self) -> str:
        """Write it for programs."""
        said = {"code": self.code, "message": self.message, "problems": list(self.problems)}
        return json.dumps(said, ensure_ascii=False) + "\n"


def answer_to(error: Exception) -> Answer:
    """Answer any error, also one that nobody foresaw."""
    if isinstance(error, OSError):
        error = failure(error)
    if not isinstance(error, RegistreError):
        kind = type(error).__name__
        return Answer("unexpected", worded("unexpected", {"kind": kind}, kind), WORLD_FAILED)
    exit_code = WORLD_FAILED if isinstance(error, (AdapterFailure, IntegrityBreach)) else BAD_INPUT
    return Answer(error.code, message_of(error), exit_code, tuple(map(_told, _problems_of(error))))


def message_of(error: RegistreError) -> str:
    """Word an error in French, with all its problems or reasons; unknown codes keep their English message."""
    if isinstance(error, InvalidInput) and (len(error.problems) > 1 or _is_one_of_many(error.problems)):
        return _several(error.problems)
    if isinstance(error, Refused) and error.reasons:
        return f"{NO_BREAK}; ".join(worded(reason.code, reason.facts, reason.message) for reason in error.reasons)
    return worded(error.code, error.facts, error.message)


def worded(code: str, facts: Mapping[str, FactValue], message: str) -> str:
    """Word a code in French; the code of somebody else's adapter keeps its English message."""
    return sentence(code, facts) or one_line(message)


def _several(problems: Sequence[Problem]) -> str:
    """Tell the first of them, each with its place, and how many there are."""
    said = [
        f"{place(problem.path)}{NO_BREAK}: {worded(problem.code, problem.facts, problem.message)}"
        for problem in problems[:MOST_TOLD]
    ]
    if len(problems) > MOST_TOLD:
        said.append(f"et {number(len(problems) - MOST_TOLD)} autres")
    counted = f"{number(len(problems))} problèmes{NO_BREAK}: " if len(problems) > 1 else ""
    return counted + f"{NO_BREAK}; ".join(said)


def _is_one_of_many(problems: Iterable[Problem]) -> bool:
    """Whether somebody would have to look for the line, or the person."""
    return any(place(problem.path) != problem.path for problem in problems)


def _problems_of(error: RegistreError) -> Iterable[Problem]:
    if isinstance(error, InvalidInput):
        return error.problems
    if isinstance(error, Refused):
        return [Problem("", reason.code, reason.message, reason.facts) for reason in error.reasons]
    return ()


def _told(problem: Problem) -> Mapping[str, str]:
    said = worded(problem.code, problem.facts, problem.message)
    return {"path": problem.path, "code": problem.code, "message": said}


def usage_answer(error: CycloptsError) -> Answer:
    """Answer a command line that does not say what it must."""
    path, said = _misuse(error)
    command = " ".join(["registre", *(error.command_chain or ())])
    message = worded("usage", {"said": typeset(said) if said else None, "command": command}, str(error))
    return Answer("usage", message, BAD_INPUT, ({"path": path, "code": "usage", "message": message},))


def _misuse(error: CycloptsError) -> tuple[str, str | None]:
    """Tell where a command line is wrong, and how."""
    place = error.argument.name if error.argument else ""
    said = None
    match error:
        case UnknownCommandError(unused_tokens=[place, *_]):
            said = f"la commande « {place} » n'existe pas"
        case UnusedCliTokensError(unused_tokens=[place, *_]):
            said = f"« {place} » est de trop"
        case UnknownOptionError(token=token):
            place = token.keyword or token.value
            said = f"l'option {place} n'existe pas"
        case MissingArgumentError():
            said = f"il manque {place}, ou sa valeur"
        case RepeatArgumentError(token=Token(keyword=str(place))):
            said = f"l'option {place} est donnée deux fois"
        case CoercionError(token=Token(value=given), target_type=kind):
            needed = " : il faut un nombre entier" if kind in (int, int | None) else ""
            said = f"« {given} » ne convient pas pour {place}{needed}"
    return shown(place), one_line(shown(said)) if said else None
