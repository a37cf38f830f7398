"""Every code that can be raised has its French sentence, and every sentence a code that can be raised."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest

from registre_cli import labels
from registre_cli.french import SENTENCES, fields, sentence
from registre_cli.verify import verdict
from registre_core.billing.tables import SUSPENDED_TEXT
from registre_core.kernel.documents import Originality
from registre_core.kernel.facts import Fact, Section
from registre_core.kernel.pages import Total
from registre_core.kernel.passages import TextSource
from registre_core.plugins.hookspecs import HOOKS
from registre_core.register import Breach, Damage, Verification
from registre_core.services import findings as _findings  # noqa: F401  # loads every room, and so every fact

ROOT = Path(__file__).parents[3]
SOURCES = [
    path
    for folder in (ROOT / "src", *ROOT.glob("adapters/*/src"))
    for path in sorted(folder.rglob("*.py"))
    if path.name != "french.py" and "testing" not in path.parts
]
FAMILIES = {
    "AdapterFailure",
    "ConfigurationError",
    "Conflict",
    "Forbidden",
    "IntegrityBreach",
    "InvalidInput",
    "NotFound",
    "Refused",
    "RuleViolation",
}
CODE_FIRST = {*FAMILIES, "Answer", "Reason", "cls", "worded"}
"""What takes a code as its first argument."""
CODE_PARAMETERS = ("code", "denied")
"""What a function of ours calls a code that it passes on."""
OWN = {"usage", "unexpected"}
"""Codes of the command line without a hyphen."""
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+")


def literals(node: ast.expr | None) -> Iterator[str]:
    """Give the texts that an argument may be: a literal, or either branch of a choice between two."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from literals(body)
            yield from literals(orelse)


def argument(call: ast.Call, place: int, name: str) -> ast.expr | None:
    """Give an argument of a call, by its place or its name."""
    if place < len(call.args):
        return call.args[place]
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def codes_of(call: ast.Call, helpers: dict[str, tuple[int, str]]) -> Iterator[str]:
    """Give the codes that one call names."""
    match call.func:
        case ast.Attribute(attr="of", value=ast.Name(id="NotFound")):
            yield from (f"{kind}-not-found" for kind in literals(argument(call, 0, "kind")))
        case ast.Attribute(attr="at", value=ast.Name(id="InvalidInput")) | ast.Name(id="Problem"):
            yield from literals(argument(call, 1, "code"))
        case ast.Name(id="Target"):
            yield from (f"{kind}-not-found" for kind in literals(argument(call, 1, "kind")))
        case ast.Name(id=name) if name in CODE_FIRST:
            yield from literals(argument(call, 0, "code"))
        case ast.Name(id=name) | ast.Attribute(attr=name) if name in helpers:
            yield from literals(argument(call, *helpers[name]))


def helpers_in(trees: list[ast.Module]) -> dict[str, tuple[int, str]]:
    """Find the functions that take a code and pass it on, with the place and name of that parameter."""
    return {
        node.name: (place, given.arg)
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        for place, given in enumerate([*node.args.args, *node.args.kwonlyargs])
        if given.arg in CODE_PARAMETERS
    }


def facts(kind: type[Fact] = Fact) -> Iterator[type[Fact]]:
    """Give every kind of fact of the core; tests may have made others."""
    for fact in kind.__subclasses__():
        if fact.__module__.startswith("registre_core.") and hasattr(fact, "KIND"):  # the others are bases of some
            yield fact
        yield from facts(fact)


@cache
def trees() -> dict[Path, ast.Module]:
    """Read the sources once, and not before a test asks: whoever collects this module need not wait for it."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


CALLED_OTHERWISE = {"logbook": "logbook-entry"}
"""What a store calls a thing that is not there, where the fact names it after its field."""


@cache
def raised() -> dict[str, str]:
    """Give every code that the sources name where they build an error, with the first place."""
    subjects = {CALLED_OTHERWISE.get(fact.SUBJECT, fact.SUBJECT) for fact in facts()}
    found = {f"{subject}-not-found": "registre_core.ports.storage" for subject in subjects}
    helpers = helpers_in([*trees().values()])
    for path, tree in trees().items():
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            for code in codes_of(call, helpers):
                if CODE.fullmatch(code) or code in OWN:
                    found.setdefault(code, f"{path.relative_to(ROOT)}:{call.lineno}")
    return found


def texts() -> set[str]:
    """Give every text that stands in the sources."""
    nodes = (node for tree in trees().values() for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_the_codes_of_every_package_are_found() -> None:
    """Otherwise the tests below would pass on nothing."""
    packages = {
        Path(place).parts[3 if place.startswith("adapters") else 1] for place in raised().values() if "/" in place
    }

    assert {"registre_core", "registre_cli", "registre_documents_folder", "registre_reading_pdf"} <= packages
    assert {"region-off-page", "site-not-found", "documents-not-writable", "right-not-held"} <= raised().keys()


def test_every_code_that_can_be_raised_has_its_sentence() -> None:
    missing = {code: place for code, place in raised().items() if code not in SENTENCES}

    assert missing == {}


def test_every_sentence_has_a_code_that_can_be_raised() -> None:
    known = raised().keys() | texts()

    assert [code for code in SENTENCES if code not in known] == []


def test_a_sentence_stands_also_where_no_fact_is_known() -> None:
    said = {code: sentence(code, {}) for code in SENTENCES}

    assert {} == {code: text for code, text in said.items() if not text or "{" in text}


WORDINGS = [
    (code, wording) for code, given in SENTENCES.items() for wording in ([given] if isinstance(given, str) else given)
]


def test_a_sentence_is_one_line_without_a_full_stop() -> None:
    assert [] == [told for told in WORDINGS if "\n" in told[1] or told[1].endswith(".") or told[1] != told[1].strip()]


def test_a_sentence_begins_in_the_middle_of_one_unless_a_name_does() -> None:
    names = ("SQLite", "PDF")

    assert [] == [told for told in WORDINGS if told[1][0].isupper() and not told[1].startswith(names)]


def test_the_wordings_of_a_code_quote_fewer_and_fewer_facts() -> None:
    several = {code: given for code, given in SENTENCES.items() if not isinstance(given, str)}
    quoted = {code: [set(fields(wording)) for wording in given] for code, given in several.items()}

    assert {} == {code: facts for code, facts in quoted.items() if facts[-1] or not all(facts[:-1])}


def test_a_fact_is_said_in_french_too() -> None:
    said = sentence("right-not-held", {"right": "findings.create", "profile": None})

    assert (
        said
        == "le droit «\u00a0Anomalies et observations\u00a0: créer\u00a0» manque\u00a0: demandez-le à un administrateur"
    )


def test_a_fact_of_somebody_else_stays_on_one_line() -> None:
    said = sentence("file-not-found", {"file": "rapport\n\x1b[31m.pdf"})

    assert said is not None
    assert said.isprintable() or "\u00a0" in said
    assert "\n" not in said
    assert "\x1b" not in said


def test_the_code_of_somebody_elses_adapter_has_no_sentence() -> None:
    assert sentence("moon-phase-wrong", {}) is None


def test_every_fact_has_its_label() -> None:
    assert {fact.KIND for fact in facts()} == set(labels.ENTRIES)


def test_every_section_source_and_port_has_its_label() -> None:
    assert set(labels.SECTIONS) == set(Section)
    assert set(labels.SOURCES) == set(TextSource)
    assert set(labels.ORIGINALITIES) == set(Originality)
    assert set(labels.PORTS) == set(HOOKS)


@pytest.mark.parametrize(
    "path, said",
    [
        ("line 14", "ligne 14"),
        ("line 14.expires_on", "ligne 14, expiration"),
        ("people[0].email", "personne n° 1, courriel"),
        ("people", "people"),
        ("--page", "--page"),
    ],
)
def test_a_place_in_a_file_or_a_list_of_people_is_said_in_french(path: str, said: str) -> None:
    assert said == labels.place(path)


@pytest.mark.parametrize("damage", Damage)
@pytest.mark.parametrize("last", [None, 9])
@pytest.mark.parametrize("found", [None, "kind"])
def test_every_damage_names_its_entry(damage: Damage, last: int | None, found: str | None) -> None:
    said = labels.breach(Breach(7, damage, last=last, found=found))

    assert "n°\u00a07" in said
    assert "{" not in said
    assert "None" not in said


@pytest.mark.parametrize("persons, said", [(1, "1 personne effacée, selon une entrée"), (7, "7 personnes effacées")])
def test_an_export_that_does_not_show_an_erasing_says_how_many_there_are(persons: int, said: str) -> None:
    assert labels.unproven(persons).startswith(said)


def test_a_verdict_tells_claims_that_nothing_shown_proves_beside_what_it_found() -> None:
    claimed = Verification(4, (), (UUID(int=1), UUID(int=2)))
    broken = claimed.with_breaches([Breach(3, Damage.CHANGED)])

    assert f"intact\n{labels.unproven(2)}" == verdict(claimed).plain
    assert f"{labels.breach(Breach(3, Damage.CHANGED))}\n{labels.unproven(2)}" == verdict(broken).plain
    assert "intact" == verdict(Verification(4, ())).plain


@pytest.mark.parametrize(
    "found,said",
    [
        (Total(0), "0"),
        (Total(50), "50"),
        (Total(1_000), "1\u202f000"),
        (Total(1_000, is_more=True), "plus de 1\u202f000"),
        (Total(12, is_whole=False), "au moins 12"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_total_says_how_far_it_was_counted(found: Total, said: str) -> None:
    assert said == labels.total(found)


def test_the_normative_text_of_a_cut_is_told_to_the_code_point() -> None:
    """What goes around it is set in the French manner; the text itself never is (T3)."""
    assert SUSPENDED_TEXT == sentence("access-suspended", {"text": SUSPENDED_TEXT, "cut_off_on": "2026-03-31"})
