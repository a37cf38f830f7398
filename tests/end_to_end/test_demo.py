"""The main job: `registre demo` tells how a report becomes an observation, and leaves a register that verifies."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import signal
import sqlite3
import struct
import subprocess
import sys
import tarfile
import termios
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from PIL import Image
from tests.contracts.cameras import read_terminal
from tests.end_to_end.command_line import COMMAND, LEFT, WITH_CTRL_C, Answer, environment, listing, names, registre

from registre_core.billing.tables import BUTTON, DUE_SOON_TEXT, OVERDUE_TEXT, SUSPENDED_TEXT
from registre_core.findings import CREATED_BY_COLUMN

pytestmark = pytest.mark.slow  # many processes

REPORT = files("registre_cli").joinpath("demo_documents", "controle_electrique.pdf")
QUOTE = (
    "Trois câbles posés en 2025 traversent la paroi coupe-feu sans calfeutrement. Reboucher les passages avec un "
    "produit dont le procès-verbal d’essai est fourni."
)
STEPS = [
    "S1 · Les lieux, les gens et leurs profils",
    "S4 · Un contrôle et son rapport",
    "S4 · Du rapport à l’observation",
    "S4 · Une copie numérisée, et ce que le rapport propose",
    "S1 · Sans le droit, rien ne passe",
    "S1 · Donner un droit, en sachant à qui",
    "S7 · Trois anomalies, et qui les a créées",
    "S5 · Une demande d’intervention, plusieurs destinataires",
    "S6 · Trois devis pour une même intervention",
    "S4 · La commission de sécurité passe",
    "Qui en est averti, et comment",
    "S2 · La synthèse des sites, et tout ce qui s’emporte",
    "Le registre, et ce qui arrive quand on y touche",
    "S2 · Une facture impayée, jour après jour",
    "S3 · Une intervention en retard, signée dans la page",
    "S8 · Un permis de feu, signé au téléphone",
    "S9 · La levée de doute, après les travaux",
    "S10 · Des versions trop anciennes",
]


@frozen
class Told:
    """A demonstration, and where it was told."""

    parent: Path
    answer: Answer

    @property
    def folder(self) -> Path:
        """What it left."""
        return self.parent / "registre-demo"

    @property
    def said(self) -> str:
        """What it said, without colours."""
        return re.sub(r"\x1b\[[0-9;]*m", "", self.answer.out)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Tell it once, to people."""
    parent = tmp_path_factory.mktemp("récit")
    return Told(parent, registre("demo", cwd=parent))


@pytest.fixture(scope="module")
def summary(told_to_a_program: Path) -> dict[str, Any]:
    """Read what a program was told; it was to go into a folder whose name needs care and whose parent was missing."""
    assert names(told_to_a_program) == ["answer.json", "à faire"]
    assert names(told_to_a_program / "à faire/50 % d'été #1") == LEFT
    return dict(json.loads((told_to_a_program / "answer.json").read_text(encoding="utf-8")))


def _on_a_terminal(*words: str, columns: int, cwd: Path, **settings: str) -> Answer:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    env = environment(TERM="xterm-256color", **settings)
    with subprocess.Popen([COMMAND, *words], cwd=cwd, env=env, stdout=theirs) as command:
        os.close(theirs)
        shown = bytearray()
        with suppress(OSError):  # how Linux says that the other end is closed
            while block := os.read(ours, 65536):
                shown += block
        os.close(ours)
    return Answer(command.returncode, shown.decode().replace("\r", ""), "")


@pytest.fixture(scope="module")
def on_a_terminal(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Tell it once on a terminal, into a folder that is there and has nothing in it."""
    parent = tmp_path_factory.mktemp("terminal")
    told = Told(parent, _on_a_terminal("demo", "--into", ".", columns=80, cwd=parent))
    assert told.answer.exit_code == 0
    return told


@pytest.fixture(scope="module")
def on_a_wide_terminal(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Tell it once on a wide one, where nothing reads scans."""
    parent = tmp_path_factory.mktemp("sans-tesseract")
    told = Told(parent, _on_a_terminal("demo", columns=120, cwd=parent, PATH=str(parent)))
    assert told.answer.exit_code == 0
    return told


def test_it_ends_well_and_leaves_nine_things(told: Told) -> None:
    assert (told.answer.exit_code, told.answer.err) == (0, "")
    assert names(told.folder) == LEFT
    assert names(told.parent) == ["registre-demo"]


def test_it_tells_the_whole_source_in_one_story(told: Told) -> None:
    assert STEPS == re.findall(
        r"^(?:S\d+ · |Le registre, |Qui en )[^─]+[^─ ](?= ─)", told.answer.out, flags=re.MULTILINE
    )
    assert {f"S{number}" for number in range(1, 11)} == {step.partition(" · ")[0] for step in STEPS if " · " in step}


def test_it_says_why_each_attempt_is_refused(told: Told) -> None:
    said = " ".join(told.answer.out.split())

    assert "l’intervention n’est pas clôturée" in said
    assert "une intervention de type « Formation »" in said
    assert "« bon_intervention.pdf » n’est pas un" in said
    assert "le droit « Anomalies et observations : créer » manque" in said
    assert "rien n’a changé" in said
    assert "quelque chose a changé depuis que ce plan a été montré" in said
    assert "il ne resterait personne pour administrer" in said


def test_it_names_the_entry_that_was_tampered_with(told: Told) -> None:
    assert "l’entrée n°\u00a024 a été modifiée" in told.answer.out


def test_it_says_that_an_anchor_finds_what_the_database_alone_does_not_show(told: Told) -> None:
    said = " ".join(told.answer.out.split())
    alone, beside = said.index("de la base seule intact"), said.index("avec l’ancre, qui atteste l’entrée n° 78")

    assert alone < beside < said.index("l’histoire a été réécrite")


def test_it_shows_each_banner_to_the_letter_and_whether_one_can_work(told: Told) -> None:
    said = " ".join(re.sub("[┏┓┃┗┛━]", " ", told.answer.out).split())

    for days, text in (
        ("30/04/2026 au 15/05/2026 (J−15 à J) : bandeau orange, web et mobile ouverts", DUE_SOON_TEXT),
        ("16/05/2026 au 13/06/2026 (J+1 à J+29) : bandeau rouge, web et mobile ouverts", OVERDUE_TEXT),
        ("14/06/2026 au 16/06/2026 (J+30 à J+32) : bandeau rouge, web et mobile coupés", SUSPENDED_TEXT),
    ):
        day = "15/05/2026" if text is DUE_SOON_TEXT else "14/06/2026"
        assert f"Du {days} {text.format(day=day)} [ {BUTTON} ]" in said
    assert "Aussitôt : web et mobile ouverts, aucun bandeau." in said


def test_it_is_plain_text_where_nobody_looks(told: Told) -> None:
    assert "\x1b" not in told.answer.out
    assert max(map(len, told.answer.out.splitlines())) <= 100
    assert [line for line in told.answer.out.splitlines() if line != line.rstrip(" ")] == []


def test_no_line_ends_where_a_no_break_space_stands(told: Told) -> None:
    assert [line for line in told.answer.out.splitlines() if re.search(r"^[:;?!»]|[«]$|n°$", line.strip())] == []


def test_told_again_it_says_so_and_changes_nothing(told: Told) -> None:
    before = listing(told.parent)
    times = {path: path.stat().st_mtime_ns for path in told.parent.rglob("*")}

    again = registre("demo", cwd=told.parent)

    assert (again.exit_code, again.err) == (0, "")
    assert again.out == (
        "Le dossier «\u00a0registre-demo\u00a0» contient déjà la démonstration\u00a0: "
        "rien n’a été refait, rien n’a changé.\n"
    )
    assert listing(told.parent) == before
    assert {path: path.stat().st_mtime_ns for path in told.parent.rglob("*")} == times
    assert registre("demo", "--json", cwd=told.parent).json == {"into": "registre-demo", "already_there": True}


def test_what_it_leaves_verifies_with_and_without_the_database(told: Told) -> None:
    in_database = registre("verify", "sqlite:///registre-demo/registre.db", "--json", cwd=told.parent).json
    in_export = registre("verify", "registre-demo/register.jsonl", "--json", cwd=told.parent).json

    assert in_database["intact"] is in_export["intact"] is True
    assert in_database["workspaces"] == in_export["workspaces"]
    assert [workspace["entries"] for workspace in in_export["workspaces"]] == [78]


def test_the_export_shows_no_name_of_the_administration(told: Told) -> None:
    export = (told.folder / "register.jsonl").read_text()

    assert "Corentin Rolland" not in export
    assert "Anaïs Le Bihan" in export  # she made the observations


def test_the_report_is_kept_byte_for_byte(told: Told) -> None:
    digest = sha256(REPORT.read_bytes()).hexdigest()

    [kept] = (told.folder / "documents").rglob(digest)
    assert kept.read_bytes() == REPORT.read_bytes()


def test_the_summary_names_what_was_made(summary: dict[str, Any]) -> None:
    assert summary["already_there"] is False
    assert len(summary["sites"]) == 2
    assert len(summary["contacts"]) == 3
    assert len(summary["users"]) == 3
    assert summary["report"] == sha256(REPORT.read_bytes()).hexdigest()


def test_the_summary_gives_the_passage_with_its_provenance(summary: dict[str, Any]) -> None:
    passage = summary["passage"]

    assert passage["text"] == QUOTE
    assert (passage["source"], passage["page"], passage["document"]) == ("native", 1, summary["report"])
    assert [len(quad) for quad in passage["quads"]] == [8, 8, 8]
    assert passage["prefix"].endswith("Chaufferie ")
    assert passage["suffix"].startswith(" EL 10")
    assert len(summary["findings"]) == 3
    assert summary["finding"] in summary["findings"]


def test_the_summary_gives_each_refusal_with_its_one_reason(summary: dict[str, Any]) -> None:
    assert [refusal["codes"] for refusal in summary["refusals"]] == [
        ["intervention-not-closed"],
        ["type-not-extractable"],
        ["report-not-pdf"],
    ]


def test_a_user_without_the_right_changes_nothing(summary: dict[str, Any]) -> None:
    assert summary["denied"]["codes"] == ["right-not-held"]
    assert summary["denied"]["before"] == summary["denied"]["after"]


def test_a_profile_is_edited_as_it_was_shown_or_not_at_all(summary: dict[str, Any]) -> None:
    edited = summary["edited"]
    shown, committed = edited["shown"], edited["committed"]

    assert "plan-outdated" == edited["outdated"]["code"]
    assert shown["digest"] != committed["digest"]
    assert (2, 0, 1) == (committed["gaining"], committed["losing"], committed["unchanged"])
    assert ["Corentin Rolland", "Yannick Morvan"] == committed["people"]


def test_the_last_administrator_stays(summary: dict[str, Any]) -> None:
    assert "last-administrator" == summary["edited"]["last_administrator"]["code"]


def test_each_anomaly_says_who_created_it_and_for_whom(told: Told, summary: dict[str, Any]) -> None:
    assert CREATED_BY_COLUMN in told.answer.out
    assert ["anomaly"] * 3 == summary["anomalies"]["kinds"]
    assert [
        "Yannick Morvan, depuis l’application mobile",
        "Anaïs Le Bihan, pour la directrice de l’école",
        "Loïc Tanguy, en ligne de commande",
    ] == summary["anomalies"]["created_by"]
    assert ["observation"] == summary["anomalies"]["duplicates"]


def test_one_request_goes_to_several_who_share_one_intervention(summary: dict[str, Any]) -> None:
    asked = summary["asked"]

    assert (3, 1, 0) == (asked["notices"], asked["unreachable"], asked["again"])
    assert ["awarded", "declined", "awarded"] == asked["lines"]
    assert (1, "planned") == (asked["interventions"], asked["finding"])


def test_quotes_are_compared_with_their_tax_and_one_is_chosen(summary: dict[str, Any]) -> None:
    quoted = summary["quoted"]

    assert ["484.00 EUR", "494.40 EUR", "576.00 EUR"] == quoted["to_pay"]
    assert ["not-awarded", "not-awarded", "awarded"] == quoted["lines"]


def test_what_a_commission_prescribes_is_discharged_by_it_and_nobody_else(summary: dict[str, Any]) -> None:
    inspected = summary["inspected"]

    assert (["prescription"] * 3, "favourable") == (inspected["kinds"], inspected["opinion"])
    assert ["authority-missing", "discharge-missing"] == inspected["clearing"]


def test_who_is_told_what_waits_and_one_mail_is_left_as_it_would_be_written(
    told: Told, summary: dict[str, Any]
) -> None:
    announced = summary["announced"]
    page, text = (
        (told.folder / "avis" / f"request-awarded.{end}").read_text(encoding="utf-8") for end in ("html", "txt")
    )

    assert (19, 7) == (announced["waiting"], announced["recipients"])
    assert "nolwenn@dantec.example" == announced["to"]
    assert " ".join(announced["subject"].split()) in " ".join(told.said.split())
    assert ["École élémentaire Les Coquelicots" in one for one in (page, text)] == [True, True]


def test_the_summary_and_the_whole_workspace_are_left(told: Told, summary: dict[str, Any]) -> None:
    kept = summary["summary"]

    assert (2, 11, 78, 4) == (kept["sites"], kept["findings"], kept["entries"], kept["documents"])
    assert {"synthese.pdf", "synthese.csv", "environnement.tar"} == kept["files"].keys()
    assert (told.folder / "synthese.pdf").read_bytes().startswith(b"%PDF-")
    assert 11 == len((told.folder / "synthese.csv").read_text(encoding="utf-8").splitlines()) - 1
    with tarfile.open(told.folder / "environnement.tar") as archive:
        assert {sha256(REPORT.read_bytes()).hexdigest()} <= {Path(name).name for name in archive.getnames()}


def test_who_comes_with_a_version_that_is_too_old_is_told_what_to_do(summary: dict[str, Any]) -> None:
    assert [
        ("1.46.9", "client-too-old"),
        ("1.47", None),
        ("1.102", None),
        ("1.9.0", "client-too-old"),
        ("1.9.1", None),
        ("1.10", None),
    ] == [(one["version"], one["refused"]) for one in summary["versions"]]
    asked = [one["footer"] for one in summary["versions"] if one["refused"]]
    assert ["actualisez la page" in asked[0], "mettez à jour" in asked[1]] == [True, True]


def test_an_unpaid_invoice_goes_through_the_three_situations_day_by_day(summary: dict[str, Any]) -> None:
    unpaid, keys = summary["unpaid"], ("first", "last", "level", "colour", "open_to")

    both = ["web", "mobile"]
    assert [
        ["2026-04-29", "2026-04-29", "clear", None, both],
        ["2026-04-30", "2026-05-15", "due_soon", "orange", both],
        ["2026-05-16", "2026-06-13", "overdue", "red", both],
        ["2026-06-14", "2026-06-16", "suspended", "red", []],
    ] == [[one[key] for key in keys] for one in unpaid["situations"]]
    assert [
        None,
        DUE_SOON_TEXT.format(day="15/05/2026"),
        OVERDUE_TEXT.format(day="14/06/2026"),
        SUSPENDED_TEXT,
    ] == [one["text"] for one in unpaid["situations"]]
    assert "2026-05-15" == unpaid["due_on"]


def test_the_button_is_for_who_may_see_invoices(summary: dict[str, Any]) -> None:
    shown = summary["unpaid"]["situations"][1:]

    assert [(BUTTON, None)] * 3 == [(one["button"], one["button_without_the_right"]) for one in shown]


def test_what_survives_the_cut_is_less_on_a_telephone(summary: dict[str, Any]) -> None:
    assert {
        "workspace.sites": ["web", "mobile"],
        "interventions.plan": ["web", "mobile"],
        "billing.invoices": ["mobile"],
        "summary.print": ["mobile"],
        "register.export": [],
    } == summary["unpaid"]["refused"]


def test_the_payment_opens_at_once_counts_once_and_the_register_tells_of_each_day(summary: dict[str, Any]) -> None:
    unpaid = summary["unpaid"]

    assert ("clear", None, ["web", "mobile"]) == tuple(unpaid["paid"][key] for key in ("level", "colour", "open_to"))
    assert unpaid["counts_once"] is True
    assert [
        ("2026-04-30", "due_soon", "time"),
        ("2026-05-16", "overdue", "time"),
        ("2026-06-14", "suspended", "time"),
        ("2026-06-16", "clear", "payment"),
    ] == [(one["on"], one["level"], one["cause"]) for one in unpaid["changes"]]


def test_an_overdue_intervention_is_closed_by_its_signature_and_not_before(summary: dict[str, Any]) -> None:
    signed = summary["signed"]

    assert (14, ["signatures-missing"]) == (signed["overdue_days"], signed["refused"])
    assert "2026-11-26T08:15:00+00:00" == signed["closed_at"]
    assert ("attested", "altered") == (signed["proof"], signed["forged"])


def test_a_permit_is_open_when_both_have_signed_and_its_code_serves_once(summary: dict[str, Any]) -> None:
    work = summary["hot_work"]

    assert [
        "en attente de signature exploitant et prestataire",
        "en attente de signature exploitant",
        "en cours",
    ] == [one["state"] for one in work["opening"]]
    assert ["ticket-used"] == work["used"]


def test_the_post_work_check_turns_red_and_back_until_the_permit_is_closed(summary: dict[str, Any]) -> None:
    watch = summary["hot_work"]["watch"]

    assert ["gris", "gris", "rouge", "gris", "vert", "vert", "vert"] == [one["colour"] for one in watch]
    assert "clôturé" == watch[-1]["state"]


def test_what_was_signed_is_left_sealed_once_for_each_signature(told: Told, summary: dict[str, Any]) -> None:
    assert {"bon_intervention.pdf": [True], "permis_de_feu.pdf": [True, True]} == summary["sealed"]
    assert [*summary["sealed"], "cle.pub", "preuve.json", "trace.svg"] == sorted(
        names(told.folder / "signatures"), key=lambda name: (not name.endswith(".pdf"), name)
    )
    for name in summary["sealed"]:
        assert (told.folder / "signatures" / name).read_bytes().startswith(b"%PDF-")


def test_a_camera_reads_the_code_in_the_terminal(told: Told) -> None:
    lines = [line[2:] for line in told.answer.out.splitlines() if line.startswith("  ████")]
    address, _, secret = read_terminal("\n".join(lines)).partition("#")

    assert ("https://registre.exemple.fr/s", 43) == (address, len(secret))


def test_the_proof_it_leaves_is_verified_as_it_says(told: Told) -> None:
    (command,) = re.findall(r"^  registre (verify-signature .+ \\\n.+)$", told.answer.out, flags=re.MULTILINE)
    answer = registre(*command.replace("\\\n", "").split(), cwd=told.parent)

    assert (0, "") == (answer.exit_code, answer.err)
    assert "attestée" in answer.out
    assert "Erwan Cadiou" in answer.out
    assert b"<path" in (told.folder / "signatures/trace.svg").read_bytes()


def test_a_scan_of_the_report_gives_the_same_words_and_says_how_sure_it_is(summary: dict[str, Any]) -> None:
    scanned = summary["scanned"]

    assert (scanned["words"], scanned["missing"]) == (scanned["same_words"], None)
    assert ("ocr", scanned["report"]) == (scanned["passage"]["source"], scanned["passage"]["document"])
    assert 60 <= scanned["passage"]["confidence"] <= 100
    assert scanned["report"] != summary["report"]


def test_both_passages_are_drawn_with_a_box_around_each_of_their_lines(told: Told) -> None:
    for name in ("native.png", "scan.png"):
        with Image.open(told.folder / "pictures" / name) as picture:
            drawn = picture.convert("RGB").tobytes()
        pixels = set(zip(drawn[::3], drawn[1::3], drawn[2::3], strict=True))
        colours = {colour for colour in pixels if max(colour) - min(colour) > 100}
        assert {(200, 30, 30), (40, 90, 200)} == colours, name


def test_what_the_report_proposes_is_accepted_at_once_and_the_rest_is_told(summary: dict[str, Any]) -> None:
    proposed = summary["proposed"]

    assert (8, 3, 3) == (proposed["candidates"], proposed["taken"], proposed["left"])
    assert 2 == len(proposed["accepted"])


def test_without_tesseract_it_says_so_in_one_sentence_and_goes_on(on_a_wide_terminal: Told) -> None:
    said = " ".join(on_a_wide_terminal.said.split())

    assert "Ses mots ne sont pas lus cette fois-ci : la commande tesseract n’est pas installée" in said
    assert "S2 · Une facture impayée" in said
    assert ["native.png"] == names(on_a_wide_terminal.folder / "pictures")


def test_one_byte_changed_in_a_copy_is_found(summary: dict[str, Any]) -> None:
    assert summary["register"]["intact"] is summary["export"]["intact"] is True
    [breach] = summary["tampered"]["breaches"]
    assert (breach["number"], breach["damage"]) == (summary["tampered"]["entry"], "changed")


def test_a_chain_computed_anew_shows_beside_an_anchor_only(summary: dict[str, Any]) -> None:
    rewritten = summary["rewritten"]
    [breach] = rewritten["breaches"]
    assert rewritten["intact_alone"] is True
    assert (breach["damage"], breach["last"]) == ("rewritten", rewritten["anchored"])
    assert rewritten["entry"] <= rewritten["anchored"] == summary["register"]["entries"]


def test_an_empty_folder_is_filled(on_a_terminal: Told) -> None:
    assert names(on_a_terminal.parent) == LEFT


@pytest.mark.parametrize("terminal, columns", [("on_a_terminal", 80), ("on_a_wide_terminal", 120)])
def test_a_terminal_gets_colours_and_its_own_width(terminal: str, columns: int, request: pytest.FixtureRequest) -> None:
    told: Told = request.getfixturevalue(terminal)

    assert told.said != told.answer.out
    assert max(map(len, told.said.splitlines())) == columns


@contextmanager
def slowly_read(cwd: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Start a demonstration whose reader is slow, so that it waits in mid-story; give the reader's end."""
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    words = [sys.executable, "-c", WITH_CTRL_C, str(COMMAND), "demo"]
    settings = environment(PYTHONUNBUFFERED="1")
    with subprocess.Popen(words, cwd=cwd, env=settings, stdout=writing, stderr=subprocess.PIPE) as command:
        os.close(writing)
        try:
            os.read(reading, 100)
            yield command, reading
        finally:
            command.kill()  # after a failure; otherwise it has ended
            os.close(reading)


def test_ctrl_c_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    with slowly_read(tmp_path) as (command, _):
        command.send_signal(signal.SIGINT)
        _, complaints = command.communicate(timeout=60)

    assert (command.returncode, complaints) == (130, b"")
    assert names(tmp_path) == []


def test_a_reader_who_goes_away_leaves_nothing_and_hears_nothing(tmp_path: Path) -> None:
    with slowly_read(tmp_path) as (command, reading):
        with Path(os.devnull).open() as nothing:
            os.dup2(nothing.fileno(), reading)  # nobody reads the pipe any more
        _, complaints = command.communicate(timeout=60)

    assert (command.returncode, complaints) == (141, b"")
    assert names(tmp_path) == []


def test_a_database_that_was_tampered_with_does_not_verify(told: Told, tmp_path: Path) -> None:
    """Not by the story's own copy this time, and not one byte of content but a column of the list."""
    copy = tmp_path / "copie.db"
    copy.write_bytes((told.folder / "registre.db").read_bytes())
    with closing(sqlite3.connect(copy)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE register_entries SET kind = 'site-added' WHERE number = 22")

    answer = registre("verify", "sqlite:///copie.db", cwd=tmp_path)

    assert answer.exit_code == 3
    assert "l’entrée n°\u00a022 est mal rangée" in answer.out
    [line] = answer.err.splitlines()
    assert "l’entrée n°\u00a022 est mal rangée" in line
    assert line.endswith("[register-broken]")
