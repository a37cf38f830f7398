"""From the pen to the mailbox: a slip is signed, printed by Typst, sealed by pyHanko, and mailed, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from tests.certificates import authority
from tests.mail_server import MailServer, mail_server

from registre_core import Actor, Client, Host, Registre
from registre_core.kernel.signatories import PersonKey, PersonKind, SignatoryRole
from registre_core.services.signatures import Signatory
from registre_core.signatures import Seal, Stage, SubjectKind
from registre_core.signatures.tables import CONSENT
from registre_core.testing.signing import a_drawing
from registre_core.workspace import Category, ErpType

HELENE = "helene@exemple.fr"
ON = date(2026, 3, 16)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    with mail_server(authority(tmp_path).server()) as running:
        yield running


@pytest.fixture
def opened(sqlite_url: str, server: MailServer, tmp_path: Path) -> Iterator[Registre]:
    host, key, seal = Host.discover(), f"ed25519:{tmp_path}/preuves.key", f"pkcs12:{tmp_path}/cachet.p12"
    host.make_key(key)
    host.make_key(seal)
    (tmp_path / "documents").mkdir()
    with host.open(
        storage=sqlite_url,
        documents=(tmp_path / "documents").as_uri(),
        attestor=key,
        capture="pad",
        renderer="typst",
        sealer=seal,
        wording="french",
        notifier=f"smtps://localhost:{server.tls_port}?from=registre@exemple.fr&ca={tmp_path}/authority.pem",
    ) as registre:
        yield registre


def sealed(registre: Registre) -> tuple[Actor, Seal]:
    """Have an intervention signed that one contact is concerned by, who has not signed yet, and seal its slip."""
    founded = registre.workspace.found(Actor.operator(), name="Ville de Montreval", administrator="Anne Petit")
    mayor = Actor.user(founded.administrator.id, founded.workspace.id, client=Client.web("1.47"))
    book = registre.workspace
    site = book.add_site(mayor, name="École de l’Œuvre", erp_type=ErpType.R, category=Category.FOURTH)
    contact = book.add_contact(mayor, name="Hélène Lefèvre", email=HELENE)
    planned = registre.interventions.plan(
        mayor, site=site.id, type_code="inspection", planned_on=ON, contacts=[contact.id]
    )
    signatories = [
        Signatory(SignatoryRole.OPERATOR, "Odile Exploitante"),
        Signatory(SignatoryRole.CONTACT, PersonKey(PersonKind.CONTACT, contact.id)),
    ]
    asked, _ = registre.interventions.ask_signatures(mayor, planned.id, signatories=signatories, done_on=ON).requests
    shown = registre.signatures.show(mayor, asked.id)
    registre.signatures.sign(mayor, asked.id, digest=shown.digest, drawing=a_drawing(), consent=CONSENT.version)
    return mayor, registre.signatures.seal(mayor, SubjectKind.INTERVENTION, planned.id, Stage.COMPLETION)


def test_a_contact_gets_the_signed_slip_as_it_is_kept(opened: Registre, server: MailServer) -> None:
    mayor, made = sealed(opened)
    run = opened.deliveries.deliver(Actor.operator())

    assert (0, ()) == (run.given_up, run.troubles)
    mails = [message_from_bytes(one.content, EmailMessage, policy=default) for one in server.office.arrived]
    (mail,) = [one for one in mails if str(one["Registre-Key"]).startswith("slip-sealed/")]
    assert HELENE == mail["To"]
    (slip,) = mail.iter_attachments()
    with opened.signatures.open_sealed(mayor, made.id) as stream:
        kept = stream.read()
    text = mail.get_body(("plain",))
    assert text is not None
    assert "les signatures données à ce jour" in text.get_content()  # and not that these were all
    assert made.document is not None
    assert made.document.name.startswith("Bon d’intervention — ")
    assert (made.document.name, "application/pdf") == (slip.get_filename(), slip.get_content_type())
    assert kept == slip.get_content()
    sealer = opened.ports.sealer
    assert sealer is not None
    assert [True] == [one.is_intact and one.is_trusted for one in sealer.check(slip.get_content())]
