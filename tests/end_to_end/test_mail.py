"""From what somebody does to the mail that somebody reads: the command, its words, a server with TLS and a login."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from tests.certificates import authority
from tests.end_to_end.command_line import registre
from tests.mail_server import LOGIN, PASSWORD, MailServer, mail_server

from registre_core import Actor, Client, Host
from registre_core.workspace import Category, ErpType


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    with mail_server(authority(tmp_path).server()) as running:
        yield running


@pytest.fixture
def address(sqlite_url: str, tmp_path: Path) -> str:
    """Plan an intervention that one contact is told of."""
    with Host.discover().open(storage=sqlite_url, documents=tmp_path.as_uri()) as opened:
        founded = opened.workspace.found(Actor.operator(), name="Ville de Montreval", administrator="Anne Petit")
        actor = Actor.user(founded.administrator.id, founded.workspace.id, client=Client.web("1.47"))
        book = opened.workspace
        site = book.add_site(actor, name="École de l’Œuvre", erp_type=ErpType.R, category=Category.FOURTH)
        contact = book.add_contact(actor, name="Hélène Lefèvre", email="helene@exemple.fr")
        opened.interventions.plan(
            actor, site=site.id, type_code="inspection", planned_on=date(2027, 3, 16), contacts=[contact.id]
        )
    return sqlite_url


def test_whoever_is_concerned_reads_in_french_what_is_planned(address: str, server: MailServer, tmp_path: Path) -> None:
    password = tmp_path / "smtp.pass"
    password.touch(mode=0o600)
    password.write_text(PASSWORD, encoding="utf-8")
    asked = f"from=registre@exemple.fr&from-name=Registre&password-file={password}&ca={tmp_path}/authority.pem"
    mail = f"smtp://{LOGIN}@localhost:{server.port}?{asked}"

    first, second = (registre("deliver", address, "--mail", mail, "--json", cwd=tmp_path) for _ in range(2))

    assert (0, "", 1) == (first.exit_code, first.err, first.json["delivered"])
    assert (0, "", 0) == (second.exit_code, second.err, second.json["delivered"])
    (arrived,) = server.office.arrived
    assert (True, LOGIN, ("helene@exemple.fr",)) == (arrived.is_encrypted, arrived.login, arrived.recipients)
    told = message_from_bytes(arrived.content, EmailMessage, policy=default)
    text, html = told.get_body(("plain",)), told.get_body(("html",))
    assert text is not None
    assert html is not None
    for body in (text.get_content(), html.get_content()):
        assert "École de l’Œuvre" in body
        assert "16 mars 2027" in body.replace("\u00a0", " ") or "16/03/2027" in body
    assert str(told["Registre-Key"]).startswith("intervention-planned/")
