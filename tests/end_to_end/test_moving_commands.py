"""The commands that move a workspace and fill address books, as people and programs call them."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest
from tests.end_to_end.command_line import Answer, registre

from registre_core import Actor, Client, Host
from registre_core.workspace import Category, ErpType

WEB = Client.web("1.47")
HERE, THERE = "sqlite:///here.db", "sqlite:///there.db"


@pytest.fixture
def folder(sqlite_template: Path, tmp_path: Path) -> Path:
    """Make two registers, one of them with a workspace in it."""
    host = Host.discover()
    for name in ("here", "there"):
        shutil.copy(sqlite_template, tmp_path / f"{name}.db")
        (tmp_path / name).mkdir()
    with host.open(storage=f"sqlite:///{tmp_path}/here.db", documents=(tmp_path / "here").as_uri()) as opened:
        founding = opened.workspace.found(Actor.operator(), name="Ville de Montreval", administrator="Anne Petit")
        anne = Actor.user(founding.administrator.id, founding.workspace.id, client=WEB)
        opened.workspace.add_site(anne, name="École Jules-Ferry", erp_type=ErpType.R, category=Category.FOURTH)
    return tmp_path


def export(folder: Path, *more: str) -> Answer:
    return registre("workspace", "export", HERE, "a.tar", "--documents", (folder / "here").as_uri(), *more, cwd=folder)


def bring(folder: Path, *more: str) -> Answer:
    there = (folder / "there").as_uri()
    return registre("workspace", "import", THERE, "a.tar", "--documents", there, *more, cwd=folder)


def test_a_workspace_leaves_one_register_and_enters_another(folder: Path) -> None:
    out, into = export(folder), bring(folder)
    sites = registre("sites", "list", THERE, "--json", cwd=folder)

    assert (0, "", 0, "") == (out.exit_code, out.err, into.exit_code, into.err)
    assert "« Ville de Montreval » est sorti : 3 choses, 3 entrées du registre, 0 document." == " ".join(
        out.out.split()
    )
    assert "« Ville de Montreval » est entré, registre vérifié." == " ".join(into.out.split())
    assert ["École Jules-Ferry"] == [site["name"] for site in sites.json["sites"]]
    assert registre("verify", THERE, "--json", cwd=folder).json["intact"]


def test_a_program_is_told_what_went_out_and_what_came_in(folder: Path) -> None:
    out, into = export(folder, "--json").json, bring(folder, "--json").json

    assert (3, 3, 0, []) == (out["entities"], out["entries"], out["documents"], out["lost"])
    assert out["workspace"] == into["workspace"]
    assert {"pending": []} == registre("workspace", "pending", THERE, "--json", cwd=folder).json


def test_a_workspace_that_is_there_is_not_brought_again_and_no_file_is_written_over(folder: Path) -> None:
    export(folder)
    bring(folder)
    again, over = bring(folder, "--json"), export(folder, "--json")

    assert (2, "workspace-exists") == (again.exit_code, again.complaint["code"])
    assert (2, "file-exists") == (over.exit_code, over.complaint["code"])


def test_an_archive_that_was_cut_is_told_waited_for_and_can_be_given_up(folder: Path) -> None:
    workspace = export(folder, "--json").json["workspace"]
    whole = (folder / "a.tar").read_bytes()
    (folder / "a.tar").write_bytes(whole[: len(whole) // 2])
    cut = bring(folder, "--json")
    pending = registre("workspace", "pending", THERE, cwd=folder)
    dropped = registre("workspace", "discard", THERE, workspace, cwd=folder)

    assert (2, "archive-cut-short") == (cut.exit_code, cut.complaint["code"])
    assert workspace == pending.out.strip()
    assert "effacée" in dropped.out
    (folder / "a.tar").write_bytes(whole)
    assert 0 == bring(folder).exit_code


def test_a_document_that_was_lost_is_warned_of(folder: Path) -> None:
    with Host.discover().open(storage=f"sqlite:///{folder}/here.db", documents=(folder / "here").as_uri()) as opened:
        with opened.ports.storage.operate() as door:
            [(workspace, _)] = door.workspaces()
        with opened.ports.storage.read(workspace.id) as tx:
            anne = Actor.user(tx.users.page().items[0].id, workspace.id, client=WEB)
        plan = opened.documents.store(anne, BytesIO(b"%PDF-1.7 plan"), name="plan.pdf")
        [site] = opened.workspace.sites(anne).items
        opened.documents.file(anne, site=site.id, title="Plan", document=plan)
    for kept in (folder / "here").rglob(f"*{plan.digest[4:]}*"):
        kept.unlink()
    out = export(folder)

    assert 0 == out.exit_code
    assert plan.digest[:12] in out.err
    assert plan.digest[:12] in bring(folder).err


@pytest.mark.parametrize("book", ["sites", "contractors", "contacts"])
def test_what_is_wrong_with_a_file_is_told_line_by_line(folder: Path, book: str) -> None:
    (folder / "b.csv").write_text("nom;type;catégorie\n;Q;9\n" if book == "sites" else 'nom\n"";\n;x\n')
    answer = registre(book, "import", HERE, "b.csv", "--json", cwd=folder)

    assert 2 == answer.exit_code
    assert all(problem["path"].startswith("line ") for problem in answer.complaint["problems"])


def test_address_books_come_from_files_one_after_the_other(folder: Path) -> None:
    (folder / "p.csv").write_text("nom;courriel\nFeu & Fils;devis@feu.example\n")
    (folder / "i.csv").write_text("nom;prestataire\nLuc Petit;feu & fils\n")
    (folder / "s.csv").write_text("nom;type;catégorie\nMusée;Y;4\n")
    for book, file in (("contractors", "p.csv"), ("contacts", "i.csv"), ("sites", "s.csv")):
        answer = registre(book, "import", HERE, file, cwd=folder)
        assert (0, "") == (answer.exit_code, answer.err)
    [firm] = registre("contractors", "list", HERE, "--json", cwd=folder).json["contractors"]
    [luc] = registre("contacts", "list", HERE, "--json", cwd=folder).json["contacts"]

    assert ("Feu & Fils", "devis@feu.example", firm["id"]) == (firm["name"], firm["email"], luc["contractor"])
    assert "Musée" in registre("sites", "list", HERE, "--named", "mus", cwd=folder).out
