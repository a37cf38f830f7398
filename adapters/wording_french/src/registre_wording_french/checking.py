"""Templates of a host are tried when they are opened, not when the mail is due: everything that is wrong, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from attrs import evolve

from registre_core.kernel.errors import ConfigurationError, RegistreError
from registre_core.kernel.reasons import FactValue
from registre_core.notices import LOOKED_UP, SAMPLES, TOPICS, Form, Letter, Worded

LAYOUTS = ("lettre.txt", "lettre.html")
SAID: Mapping[str, str] = {
    "missing-fact": "demande « {fact} », que cet avis ne dit pas, ou pas toujours",
    "malformed-words": "voyez « {line} »",
    "unusable-templates": "{said}",
}
"""What whoever writes templates is told of an error, in French."""
BETWEEN = " ; "
"""Stands between two problems."""


def check(folder: Path, word: Callable[[Letter], Worded]) -> None:
    """Word samples of each topic that a folder has a template for: full, bare, and with words of several lines.

    Raises:
        ConfigurationError: ``unusable-templates``, quoting every problem.
    """
    problems = [*_strangers(folder), *_failures(folder, word)]
    if problems:
        said = f"{len(problems)} problems in the templates of {folder}: {'; '.join(problems)}"
        facts: dict[str, FactValue] = {"path": str(folder), "problems": BETWEEN.join(problems)}
        raise ConfigurationError("unusable-templates", said, facts)


def _strangers(folder: Path) -> Iterator[str]:
    """Name the files that stand for nothing: misspelt, they would be ignored for ever."""
    known = {*LAYOUTS, *(f"{kind}.txt" for kind in TOPICS)}
    for file in sorted(folder.iterdir()):
        if file.is_file() and not file.name.startswith(".") and file.name not in known:
            yield f"{file.name} : ne correspond à aucun avis"


def _failures(folder: Path, word: Callable[[Letter], Worded]) -> Iterator[str]:
    is_layout = any((folder / name).exists() for name in LAYOUTS)
    for kind, letter in SAMPLES.items():
        if is_layout or (folder / f"{kind}.txt").exists():
            tried = [_failure(word, one) for one in (letter, bare(letter), in_lines(letter))]
            yield from (f"{kind}.txt : {said}" for said in dict.fromkeys(filter(None, tried)))


def bare(letter: Letter) -> Letter:
    """Give a letter without anything that it may lack."""
    facts = {name: None if _may_lack(letter.kind, name) else value for name, value in letter.facts.items()}
    return evolve(letter, facts=facts, link=None)


def in_lines(letter: Letter) -> Letter:
    """Give a letter all of whose words go over several lines."""
    promised = {**TOPICS[letter.kind].facts, **LOOKED_UP[letter.kind]}
    texts = {name: f"{letter.facts[name]}\nfin" for name, one in promised.items() if one.form is Form.TEXT}
    return evolve(letter, subject=letter.subject and f"{letter.subject}\nfin", facts={**letter.facts, **texts})


def _may_lack(kind: str, name: str) -> bool:
    promise = {**TOPICS[kind].facts, **LOOKED_UP[kind]}.get(name)
    return promise is None or promise.may_lack


def _failure(word: Callable[[Letter], Worded], letter: Letter) -> str | None:
    try:
        word(letter)
    except RegistreError as error:
        return SAID.get(error.code, error.message).format_map(error.facts)
    return None
