"""What nothing refers to is swept away, as an operator does it, from a folder and from a bucket."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from tests.end_to_end.command_line import registre
from tests.s3_server import CREDENTIALS, S3Server

from registre_core import Actor, Client, Host
from registre_core.kernel.documents import DocumentRef
from registre_core.workspace import Category, ErpType


@pytest.fixture(scope="module")
def server(bucket_server: S3Server) -> S3Server:
    bucket_server.create("seau")
    return bucket_server


@pytest.fixture
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(params=["folder", "bucket"])
def documents(request: pytest.FixtureRequest, tmp_path: Path, credentials: None) -> str:
    if request.param == "folder":
        (tmp_path / "documents").mkdir()
        return (tmp_path / "documents").as_uri()
    server: S3Server = request.getfixturevalue("server")
    return server.address("seau", "prod")


def stored_and_used(storage: str, documents: str) -> tuple[DocumentRef, DocumentRef]:
    """Store two documents, and file the second one on a site."""
    with Host.discover().open(storage=storage, documents=documents) as register:
        founding = register.workspace.found(Actor.operator(), name="Ville", administrator="Anne Petit")
        anne = Actor.user(founding.administrator.id, founding.workspace.id, client=Client.web("1.47"))
        site = register.workspace.add_site(anne, name="École", erp_type=ErpType.R, category=Category.FOURTH)
        draft = register.documents.store(anne, BytesIO(b"%PDF-1.7 brouillon"), name="brouillon.pdf")
        plan = register.documents.store(anne, BytesIO(b"%PDF-1.7 plan"), name="plan.pdf")
        register.documents.file(anne, site=site.id, title="Plan", document=plan)
    return draft, plan


def test_a_sweep_takes_what_nobody_used_and_leaves_the_rest(sqlite_url: str, documents: str, tmp_path: Path) -> None:
    draft, _ = stored_and_used(sqlite_url, documents)
    asked = ["documents", "sweep", sqlite_url, "--documents", documents, "--older-than", "0"]

    young = registre(*asked[:-2], "--json", cwd=tmp_path)
    older = registre(*asked[:-1], "99999999999999999999", "--json", cwd=tmp_path)
    told = registre(*asked, "--dry-run", cwd=tmp_path)
    swept = registre(*asked, "--json", cwd=tmp_path)
    again = registre(*asked, cwd=tmp_path)

    assert [0, 0] == [run.json["looked_at"] for run in (young, older)]
    assert "2 documents examinés, 1 à supprimer" in spaced(told.out)
    assert (1, draft.size) == (swept.json["removed"], swept.json["bytes"])
    assert "1 document examiné, aucun sans objet" in spaced(again.out)
    assert [0] * 4 == [run.exit_code for run in (young, told, swept, again)]


@pytest.mark.usefixtures("credentials")
def test_a_bucket_that_is_not_there_is_told_in_french(sqlite_url: str, server: S3Server, tmp_path: Path) -> None:
    missing = server.address("nulle-part")
    run = registre("documents", "sweep", sqlite_url, "--documents", missing, cwd=tmp_path)
    assert (2, True) == (run.exit_code, "[bucket-missing]" in run.err)
    assert "nulle-part" in run.err


def spaced(text: str) -> str:
    """Give a text with plain spaces, on one line."""
    return " ".join(text.split())
