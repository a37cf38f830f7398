"""The documentation says what is true now: what the code has and what the pages list are the same."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import pkgutil
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.architecture.codes import FAMILIES, REASON, raised
from tests.usecases.proofs import a_proof, a_sealed_document

import registre_core
from registre_cli.app import MANUALS, run
from registre_core import kernel, ports
from registre_core.access import ACTIONS
from registre_core.clients import REQUIREMENTS, UPDATES
from registre_core.interventions.tables import TYPES
from registre_core.plugins.hookspecs import HOOKS
from registre_core.register import Damage
from registre_core.rights import MODULES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ROOMS = (
    "workspace",
    "rights",
    "billing",
    "interventions",
    "signatures",
    "permits",
    "extraction",
    "findings",
    "commissions",
    "logbook",
    "requests",
    "notices",
    "register",
    "access",
    "clients",
    "summary",
)
PORTS = (
    ports.Storage,
    ports.DocumentStore,
    ports.PageReader,
    ports.TextRecognizer,
    ports.Notifier,
    ports.Wording,
    ports.JobEngine,
    ports.Clock,
    ports.IdSource,
    ports.Attestor,
    ports.SignatureCapture,
    ports.TicketPrinter,
    ports.Renderer,
    ports.Sealer,
)
PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted(ROOT.glob("adapters/*/README.md")),
    *sorted(path for path in DOCS.rglob("*.md") if "_build" not in path.parts),
)
RULING_FAMILIES = {"Forbidden", "RuleViolation"}
"""What a reason may become."""


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def public_classes() -> Iterator[str]:
    modules = [importlib.import_module(f"registre_core.{room}") for room in ROOMS]
    for module in [registre_core, *modules]:
        yield from (name for name in module.__all__ if inspect.isclass(getattr(module, name)))
    for info in pkgutil.iter_modules(kernel.__path__, "registre_core.kernel."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if inspect.isclass(value) and value.__module__ == info.name and not name.startswith("_"):
                yield name


def first_cells(text: str) -> list[str]:
    return re.findall(r"^\| `([^`]+)`", text, flags=re.MULTILINE)


def test_each_public_class_has_its_row_in_the_glossary() -> None:
    assert set() == set(public_classes()) - set(first_cells(page("reference/glossary.md")))


def test_the_glossary_lists_no_class_that_is_gone() -> None:
    assert set() == set(first_cells(page("reference/glossary.md"))) - set(public_classes())


@pytest.mark.parametrize("room", [*ROOMS, "kernel"])
def test_each_room_has_its_reference_page(room: str) -> None:
    assert (DOCS / "reference" / f"{room}.md").is_file()


def test_each_action_stands_on_a_reference_page_with_the_right_it_asks_for_and_what_it_records() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in (DOCS / "reference").glob("*.md"))
    rows = re.findall(r"^\| (`[a-z]+\.[a-z_]+`.*?) \|(.*)$", pages, flags=re.MULTILINE)
    said = {name: row for cell, row in rows for name in re.findall(r"`([^`]+)`", cell)}

    assert said.keys() == ACTIONS.keys()
    for name, action in ACTIONS.items():
        assert [] == [word for word in (action.right, *action.records) if word and f"`{word}`" not in said[name]]
        assert action.operator or "operator" not in said[name], name


def test_each_type_of_intervention_stands_on_its_page_with_its_french_name() -> None:
    text = page("reference/interventions.md")
    rows = [f"| `{kind.code}` | {kind.french} | {'yes' if kind.extractable else 'no'} |" for kind in TYPES.values()]

    assert [] == [row for row in rows if row not in text]


def test_the_page_of_clients_says_which_version_each_needs_and_what_people_are_asked_to_do() -> None:
    rows = [f"| `{kind}` | {asked.minimum} | «{UPDATES[kind]}» |" for kind, asked in REQUIREMENTS.items()]

    assert rows == re.findall(r"^\| `[a-z-]+` \| [0-9.]+ \| .+$", page("reference/clients.md"), flags=re.MULTILINE)


def test_the_page_of_rights_lists_the_catalogue_in_the_order_people_see_it() -> None:
    rows = []
    for module in MODULES:
        rights = ", ".join(f"`{right.code.partition('.')[2]}` {right.french.lower()}" for right in module.rights)
        rows.append(f"| {module.group.french} | `{module.code}` {module.french} | {rights} |")

    assert rows == re.findall(r"^\| [^|`]+ \| `[a-z-]+` .+$", page("reference/rights.md"), flags=re.MULTILINE)


def test_the_page_of_rights_says_what_a_right_needs_of_other_modules() -> None:
    needs = [
        f"- `{right.code}` needs {', '.join(f'`{needed}`' for needed in beyond)}"
        for module in MODULES
        for right in module.rights
        if (beyond := sorted(right.needs - {f"{module.code}.consult"}))
    ]

    assert needs == re.findall(r"^- `[a-z.-]+` needs .+$", page("reference/rights.md"), flags=re.MULTILINE)


def test_each_damage_stands_on_the_page_of_the_register() -> None:
    assert {damage.value for damage in Damage} <= set(first_cells(page("reference/register.md")))


# ---- errors ----------------------------------------------------------------------------------------------------------


def codes_by_family() -> dict[str, list[str]]:
    """Read the page of errors: one heading a family, one row a code."""
    sections = re.split(r"^## ", page("reference/errors.md"), flags=re.MULTILINE)[1:]
    return {title.strip("`"): first_cells(text) for title, _, text in (part.partition("\n") for part in sections)}


def test_each_code_that_can_be_raised_stands_on_the_page_of_errors() -> None:
    listed = {code for codes in codes_by_family().values() for code in codes}

    assert {} == {code: found.places for code, found in raised().items() if code not in listed}


def test_the_page_of_errors_lists_no_code_that_is_gone_and_none_twice_in_a_family() -> None:
    for family, codes in codes_by_family().items():
        assert set() == set(codes) - raised().keys()
        assert sorted(set(codes)) == sorted(codes), family


def test_each_code_stands_under_the_family_that_is_raised_with_it() -> None:
    listed = codes_by_family()

    assert set(FAMILIES) <= listed.keys()
    for code, found in raised().items():
        under = {family for family in FAMILIES if code in listed[family]}
        if REASON in found.families:
            assert under & RULING_FAMILIES, code
            under -= RULING_FAMILIES
        assert found.families - {REASON} - RULING_FAMILIES == under - RULING_FAMILIES, code


def test_the_collector_of_codes_sees_each_way_in_which_a_code_is_raised() -> None:
    seen = {code: found.families for code, found in raised().items()}

    assert {"ConfigurationError"} == seen["unknown-adapter"]  # a literal
    assert {"NotFound"} == seen["contractor-not-found"]  # of a kind
    assert {"AdapterFailure"} == seen["documents-not-readable"]  # through a parameter
    assert {"InvalidInput"} == seen["malformed-rectangle"]  # a problem
    assert REASON in seen["right-not-held"]  # a reason


# ---- ports -----------------------------------------------------------------------------------------------------------


def obligations(text: str, start: str) -> dict[str, str]:
    """Read numbered obligations, each up to the next one, an empty line, or the end."""
    one = rf"^{start}([A-Z]{{3}}-\d+): "
    found = re.findall(rf"{one}(.+?)(?={one}|^\s*$|\Z)", text, flags=re.MULTILINE | re.DOTALL)
    return {number: " ".join(said.split()).replace("``", "`") for number, said, _ in found}


def test_the_page_of_ports_says_each_obligation_in_the_words_of_the_port() -> None:
    promised: dict[str, str] = {}
    for port in PORTS:
        promised |= obligations(inspect.getdoc(port) or "", " {4}")

    assert promised == obligations(page("reference/ports.md"), "- ")


def test_the_page_of_ports_names_each_port_and_its_hook() -> None:
    text = page("reference/ports.md")

    assert [port.__name__ for port in PORTS] == [name for name in first_cells(text) if name[0].isupper()][: len(PORTS)]
    assert [] == [hook for hook in HOOKS.values() if f"`{hook}`" not in text]


# ---- the command line ------------------------------------------------------------------------------------------------


def fences(text: str) -> list[tuple[str, str]]:
    """Give the fenced blocks of a page: language and content."""
    return re.findall(r"^```(\w+)\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


def shape(value: object) -> object:
    """Reduce JSON to its keys and kinds: identifiers and digests differ from run to run."""
    match value:
        case dict():
            return {key: shape(inner) for key, inner in value.items()}
        case list():
            return [shape(value[0])] if value else []
        case _:
            return type(value).__name__


def test_each_command_has_its_usage_on_the_page_and_no_other_does() -> None:
    said = [text.strip() for language, text in fences(page("reference/command-line.md")) if language == "text"]

    assert [manual.usage for manual in MANUALS] == [usage for usage in said if re.match(r"registre [\w-]+ ", usage)]


def test_the_examples_of_the_command_line_do_and_say_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(ROOT / "adapters/cli/src/registre_cli/demo_documents/controle_electrique.pdf", "rapport.pdf")
    Path("archives").mkdir()
    (documents := tmp_path / "documents").mkdir()
    shutil.copyfile("rapport.pdf", "archives/2026.pdf")
    Path("gens.csv").write_text("nom;courriel\nÉlise Mahé;e.mahe@saint-aubrac.example\n", encoding="utf-8")
    Path("factures.csv").write_text("numéro;date;échéance;montant\nF-2026-003;1/4/2026;1/5/2026;80\n", encoding="utf-8")
    Path("sites.csv").write_text("nom;type;catégorie;adresse\nMusée;Y;4;Place Dufour\n", encoding="utf-8")
    Path("prestataires.csv").write_text("nom;courriel\nFeu & Fils;devis@feu.example\n", encoding="utf-8")
    Path("interlocuteurs.csv").write_text("nom;prestataire\nLuc Petit;Feu & Fils\n", encoding="utf-8")
    host = registre_core.Host.discover()
    host.make_key("ed25519:preuve.key")
    Path("preuve.json").write_bytes(a_proof(host.build("attestor", "ed25519:preuve.key")))
    host.make_key("pkcs12:cachet.p12")
    sealed = a_sealed_document(host.build("sealer", "pkcs12:cachet.p12"), Path("preuve.json").read_bytes())
    Path("scelle.pdf").write_bytes(sealed)
    printed = ""
    for language, text in fences(page("reference/command-line.md")):
        if language == "json":
            assert shape(json.loads(text)) == shape(json.loads(printed)), text
        for line in text.splitlines() if language == "sh" else ():
            command, _, exit_code = (
                line.replace("/var/lib/registre", str(documents)).replace("$PWD", str(tmp_path)).partition("# exit ")
            )
            assert int(exit_code or 0) == run(shlex.split(command)[1:]), line
            told = capsys.readouterr()
            printed = told.out or told.err
        if (export := Path("registre-demo/register.jsonl")).exists():
            Path("lost.jsonl").write_bytes(b"".join(export.read_bytes().splitlines(keepends=True)[:-1]))


# ---- links -----------------------------------------------------------------------------------------------------------


def links(path: Path) -> list[str]:
    """Give the relative targets of a page's links, without what stands in code."""
    prose = re.sub(r"^(```|~~~).*?^\1", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", prose)
    return [target for target in targets if not re.match(r"[a-z]+:", target)]


def anchors(path: Path) -> set[str]:
    """Give what one can link to within a page, as Sphinx and most forges name headings."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", [pytest.param(path, id=str(path.relative_to(ROOT))) for path in PAGES])
def test_each_relative_link_leads_somewhere(path: Path) -> None:
    lost = []
    for link in links(path):
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)

    assert [] == lost


def test_each_page_is_reached_from_the_index() -> None:
    listed = re.findall(r"^([a-z-]+/[a-z0-9-]+|why)$", page("index.md"), flags=re.MULTILINE)
    pages = {path.relative_to(DOCS).with_suffix("").as_posix() for path in PAGES if path.is_relative_to(DOCS)}

    assert {name for name in pages if not name.startswith("decisions/")} - {"index"} == set(listed)


def test_the_example_of_the_readme_is_no_longer_than_fifteen_lines() -> None:
    [example] = re.findall(r"^```python\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)

    assert 15 >= len(example.splitlines())
    assert ast.parse(example)


def test_the_how_to_builds_an_adapter_its_plug_in_and_its_proof_in_fewer_than_eighty_lines() -> None:
    code = [text for language, text in fences(page("how-to/write-an-adapter.md")) if language == "python"]

    assert 80 > len([line for text in code for line in text.splitlines() if line.strip()])
