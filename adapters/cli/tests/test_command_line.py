"""The command line in one process: every way of misusing it, help pages, and how errors are answered."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from attrs import frozen

from registre_cli import app
from registre_cli.answers import answer_to
from registre_cli.app import GROUPS, MANUALS, command_line, run
from registre_cli.manual import COMMANDS, Group, Manual
from registre_core import AdapterFailure, Conflict, Forbidden, IntegrityBreach, InvalidInput, NotFound, Problem
from registre_core.kernel.reasons import Reason, Source


@frozen
class Answer:
    """How a command ended."""

    exit_code: int
    out: str
    err: str


Registre = Callable[..., Answer]


@pytest.fixture
def registre(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Registre:
    """Run the command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(app.TRACE, raising=False)

    def call(*words: str) -> Answer:
        code = run(words)
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return call


RECTANGLE = ("--rect", "1,2,3,4")


@pytest.mark.parametrize(
    "words, said",
    [
        (("inconnue",), "la commande «\u00a0inconnue\u00a0» n’existe pas"),
        (("--inconnue",), "--inconnue"),
        (("extract",), "il manque FICHIER"),
        (("extract", "a.pdf", *RECTANGLE, "--page"), "il manque --page, ou sa valeur"),
        (("extract", "a.pdf", *RECTANGLE, "--page", "un"), "«\u00a0un\u00a0» ne convient pas pour --page"),
        (("extract", "a.pdf", *RECTANGLE, "--page", "1.5"), "il faut un nombre entier"),
        (("extract", "a.pdf", *RECTANGLE, "--page", "1", "--page", "2"), "--page est donnée deux fois"),
        (("extract", "a.pdf", *RECTANGLE, "--page", "1", "--inconnue"), "l’option --inconnue n’existe pas"),
        (("extract", "a.pdf", *RECTANGLE, "--page", "1", "--no-json"), "l’option --no-json n’existe pas"),
        (("extract", "a.pdf", "b.pdf", *RECTANGLE, "--page", "1"), "«\u00a0b.pdf\u00a0» est de trop"),
        (("extract", "a.pdf", "--page", "1", "--rect"), "il manque --rect, ou sa valeur"),
        (("inspect",), "il manque FICHIER"),
        (("propose",), "il manque CHEMIN"),
        (("propose", "a", "--workers", "1.5"), "il faut un nombre entier"),
        (("verify",), "il manque CIBLE"),
        (("verify", "a", "b"), "«\u00a0b\u00a0» est de trop"),
        (("migrate",), "il manque ADRESSE"),
        (("plugins", "a"), "«\u00a0a\u00a0» est de trop"),
        (("demo", "--into"), "il manque --into, ou sa valeur"),
        (("profiles", "inconnue"), "la commande «\u00a0inconnue\u00a0» n’existe pas"),
        (("profiles", "list"), "il manque ADRESSE"),
        (("profiles", "show", "a"), "il manque PROFIL"),
        (("profiles", "create", "a", "b"), "il manque --right"),
        (("profiles", "from-user", "a", "b"), "il manque --name"),
        (("profiles", "attach", "a", "b"), "il manque --user"),
        (("profiles", "plan", "a", "b", "--no-homogenise"), "l’option --no-homogenise n’existe pas"),
        (("profiles", "list", "a", "--limit", "1.5"), "il faut un nombre entier"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_misused_command_says_how_and_points_to_its_help(
    registre: Registre, words: tuple[str, ...], said: str
) -> None:
    answer = registre(*words)

    [line] = answer.err.splitlines()
    assert (answer.exit_code, answer.out) == (2, "")
    assert said in line
    assert line.endswith("--help [usage]")


@pytest.mark.parametrize(
    "rectangle", ["", ",,,", "1,2,3,4,5", "1;2;3;4", "1 2 3 4", "1e400,1,2,3", "-inf,1,2,3", "2,1,1,2"]
)
def test_a_rectangle_is_four_numbers_in_order(registre: Registre, rectangle: str) -> None:
    answer = registre("extract", "a.pdf", "--page", "1", "--rect", rectangle)

    assert answer.exit_code == 2
    assert answer.err.endswith("[malformed-rectangle]\n")


def test_every_problem_of_an_input_is_told_at_once(registre: Registre) -> None:
    bad = ("--page", "0", "--rect", "1,2,3", "--rect", "1,2,3,4", "--rect", "x", "--json")

    complaint = json.loads(registre("extract", "a.pdf", *bad).err)

    assert complaint["code"] == "invalid-input"
    assert complaint["message"].startswith("3 problèmes\u00a0: --page\u00a0: la page 0 n’existe pas")
    assert [(problem["path"], problem["code"]) for problem in complaint["problems"]] == [
        ("--page", "page-out-of-range"),
        ("--rect[0]", "malformed-rectangle"),
        ("--rect[2]", "malformed-rectangle"),
    ]


@pytest.mark.parametrize(
    "content", [b"", b"une note\n", b"{}\n", b"[]\n", b'{"format": "registre-export/9"}\n', b"\xff\n"]
)
def test_an_export_says_that_it_is_one(registre: Registre, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "export.jsonl").write_bytes(content)

    answer = registre("verify", "export.jsonl")

    assert (answer.exit_code, answer.out) == (2, "")
    assert answer.err.endswith("[not-an-export]\n")


@pytest.mark.parametrize("manual", MANUALS, ids=lambda manual: manual.name)
def test_a_help_page_shows_examples_and_every_exit_code(registre: Registre, manual: Manual) -> None:
    answer = registre(*manual.name.split(), "--help")

    assert (answer.exit_code, answer.err) == (0, "")
    assert answer.out.startswith(f"Utilisation\u00a0: {manual.usage}\n")
    assert all(f"  {example}\n" in answer.out.replace(" \\\n    ", " ") for example in manual.examples)
    assert max(map(len, answer.out.splitlines())) <= 100
    assert all(f"\n  {code} " in answer.out for code in ("0", "2", "3", "130"))
    assert "--json" in answer.out


def test_examples_fit_a_terminal_of_eighty_columns_and_a_shell_takes_them_as_they_stand() -> None:
    told = [line for manual in MANUALS for line in manual.epilogue.splitlines()]

    assert [] == [line for line in told if len(line) > 80 or line.strip() == "\\"]
    for manual in MANUALS:
        shown = manual.epilogue.replace(" \\\n", " ").splitlines()
        examples = [shlex.split(line) for line in shown if line.startswith("  registre ")]
        assert [*map(shlex.split, manual.examples)] == examples


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",)], ids=["nothing", "--help", "-h"])
def test_the_first_help_page_lists_every_command(registre: Registre, words: tuple[str, ...]) -> None:
    answer = registre(*words)

    assert answer.exit_code == 0
    assert all(f"\n  {manual.name} " in answer.out for manual in (*COMMANDS, *GROUPS))


@pytest.mark.parametrize("words", [(), ("--help",)], ids=["nothing", "--help"])
@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_the_help_page_of_a_group_lists_its_commands(registre: Registre, group: Group, words: tuple[str, ...]) -> None:
    answer = registre(group.name, *words)

    assert (answer.exit_code, answer.err) == (0, "")
    assert answer.out.startswith(f"Utilisation\u00a0: {group.usage}\n")
    assert all(f"\n  {manual.word} " in answer.out for manual in group.commands)


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        *((group.name, "--help") for group in GROUPS),
        *((*manual.name.split(), "--help") for manual in MANUALS),
    ],
    ids=" ".join,
)
def test_a_help_page_is_french(registre: Registre, words: tuple[str, ...]) -> None:
    said = registre(*words).out

    assert not [word for word in ("Usage", "required", "default", "Display", "Parameters", "Commands") if word in said]


@pytest.mark.parametrize(
    "manual, example",
    [pytest.param(manual, example, id=example[9:]) for manual in MANUALS for example in manual.examples],
)
def test_every_example_of_the_help_pages_is_understood(manual: Manual, example: str) -> None:
    command, bound, _ = command_line().parse_args(shlex.split(example)[1:])

    assert shlex.split(example)[: 1 + len(manual.name.split())] == ["registre", *manual.name.split()]
    assert manual.calls == f"{command.__module__.removeprefix('registre_cli.')}:{command.__name__}"
    assert bound is not None


def test_the_version_is_told(registre: Registre) -> None:
    assert registre("--version").out.startswith("registre 0.")


def test_help_loads_no_register(tmp_path: Path) -> None:
    """Otherwise it would not be quick."""
    heavy = ("registre_core", "sqlalchemy", "pypdfium2", "pdfplumber", "rich.markdown")
    program = f"import sys, registre_cli.app as app; app.run(['-h']); print([n for n in {heavy} if n in sys.modules])"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path)

    assert done.stdout.splitlines()[-1] == "[]"


def _failing(error: BaseException) -> Callable[[], NoReturn]:
    def build() -> NoReturn:
        raise error

    return build


@pytest.mark.parametrize(
    "error, exit_code",
    [
        (InvalidInput.at("a", "blank-text", "…"), 2),
        (NotFound.of("site", 1), 2),
        (Conflict("stale-version", "…"), 2),
        (AdapterFailure("storage-busy", "…"), 3),
        (IntegrityBreach("register-broken", "…"), 3),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_the_exit_code_says_who_can_mend_it(error: Exception, exit_code: int) -> None:
    assert answer_to(error).exit_code == exit_code


def test_all_reasons_of_a_refusal_are_told() -> None:
    law = Source("…")
    error = Forbidden.because([Reason("intervention-not-closed", "…", law), Reason("report-not-pdf", "…", law)])

    answer = answer_to(error)

    assert (answer.code, answer.exit_code) == ("intervention-not-closed", 2)
    assert [problem["code"] for problem in answer.problems] == ["intervention-not-closed", "report-not-pdf"]
    assert all(problem["message"] in answer.message for problem in answer.problems)


def test_the_code_of_somebody_elses_adapter_keeps_its_message() -> None:
    answer = answer_to(AdapterFailure("moon-phase-wrong", "the moon\nis full"))

    assert answer.as_line() == "registre : the moon is full [moon-phase-wrong]\n"


def test_a_lone_problem_is_told_without_its_path() -> None:
    error = InvalidInput.of([Problem("sites[2].name", "blank-text", "…")])

    assert answer_to(error).as_line() == "registre : un texte est vide\u00a0: remplissez-le [blank-text]\n"


def test_a_lone_problem_of_a_file_names_its_line_and_its_cell() -> None:
    error = InvalidInput.of([Problem("line 14.email", "address-taken", "…")])

    assert answer_to(error).message.startswith("ligne 14, courriel\u00a0: un compte a déjà ce courriel")


def test_of_thousands_of_problems_the_first_are_worded_and_the_others_counted() -> None:
    wrong = [Problem(f"line {number}", "malformed-line", "…") for number in range(2, 2_502)]
    answer = answer_to(InvalidInput.of(wrong))

    assert answer.message.startswith("2\u202f500 problèmes\u00a0: ligne 2\u00a0: la ligne ne se lit pas")
    assert "ligne 21\u00a0:" in answer.message
    assert "ligne 22" not in answer.message
    assert answer.message.endswith("et 2\u202f480 autres")
    assert 2_500 == len(answer.problems)


def test_the_line_where_another_stands_is_named_in_french() -> None:
    error = InvalidInput.of([Problem("line 9.name", "repeated-person", "…", {"place": "line 3"})])

    assert "même courriel qu’à la ligne 3" in answer_to(error).message


def test_an_error_that_nobody_foresaw_is_no_traceback(registre: Registre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "command_line", _failing(ZeroDivisionError("secret")))

    answer = registre("plugins")

    assert (answer.exit_code, answer.out) == (3, "")
    assert answer.err == (
        "registre : erreur imprévue (ZeroDivisionError), un défaut du logiciel\u00a0: "
        "relancez avec REGISTRE_TRACE=1 pour en voir la trace [unexpected]\n"
    )


def test_the_traceback_is_shown_to_who_asks_for_it(registre: Registre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "command_line", _failing(ZeroDivisionError("ici")))
    monkeypatch.setenv(app.TRACE, "1")

    answer = registre("plugins")

    assert "ZeroDivisionError: ici" in answer.err
    assert answer.err.endswith("[unexpected]\n")


def test_ctrl_c_is_not_swallowed(registre: Registre, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "command_line", _failing(KeyboardInterrupt()))

    with pytest.raises(KeyboardInterrupt):
        registre("plugins")
