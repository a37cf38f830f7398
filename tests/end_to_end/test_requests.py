"""Two hundred recipients of one request, on both databases: one transaction, two hundred notices, and their answers."""

from collections.abc import Iterator

import pytest
from tests.usecases.town import WEB

from registre_core import Actor, Ports, Registre, assemble
from registre_core.ports.storage import Transaction
from registre_core.requests import LineState, Recipient, RequestKind, WorkRequest
from registre_core.services.requests import Reply
from registre_core.testing.builders import a_contact
from registre_core.testing.memory import FixedClock, MemoryDocuments, SequentialIds
from registre_core.workspace import Category, Contact, ErpType
from registre_reading_pdf import PdfPageReader
from registre_storage_sqlalchemy import SqlStorage

MANY = 200


@pytest.fixture(params=["sqlite_url", "reused_postgres_url"], ids=["SQLite", "PostgreSQL"])
def registre(request: pytest.FixtureRequest) -> Iterator[Registre]:
    with SqlStorage.open(request.getfixturevalue(request.param)) as storage:
        yield assemble(
            Ports(
                storage=storage,
                documents=MemoryDocuments(),
                pages=PdfPageReader(),
                clock=FixedClock(),
                ids=SequentialIds(),
            )
        )


@pytest.fixture
def anne(registre: Registre) -> Actor:
    founding = registre.workspace.found(Actor.operator(), name="Rezé", administrator="Anne Petit")
    return Actor.user(founding.administrator.id, founding.workspace.id, client=WEB)


def known(tx: Transaction, number: int) -> Contact:
    return tx.contacts.add(a_contact(name=f"Personne {number}", email=f"personne{number}@exemple.fr"))


@pytest.fixture
def drafted(registre: Registre, anne: Actor) -> WorkRequest:
    """Draw a request up to two hundred people."""
    assert anne.workspace is not None
    school = registre.workspace.add_site(anne, name="École", erp_type=ErpType.R, category=Category.FOURTH)
    anomaly = registre.findings.record(anne, text="Porte coupe-feu bloquée ouverte", site=school.id)
    with registre.ports.storage.begin(anne.workspace) as tx:
        people = [known(tx, number) for number in range(MANY)]
        tx.commit()
    return registre.requests.draft(
        anne,
        kind=RequestKind.INTERVENTION,
        findings=[anomaly.id],
        message="Venez",
        recipients=[Recipient(None, (one.id,)) for one in people],
    )


def test_two_hundred_are_told_at_once_and_each_once_and_any_of_them_answers(
    registre: Registre, anne: Actor, drafted: WorkRequest
) -> None:
    assert anne.workspace is not None
    sent = registre.requests.send(anne, drafted.id)
    again = registre.requests.send(anne, drafted.id)

    assert (MANY, 0) == (sent.notices, again.notices)
    assert 1 == len(registre.register.entries(anne, kind="request-sent").items)
    with registre.ports.storage.read(anne.workspace) as tx:
        queued = [one for one in tx.outbox.pending(limit=2 * MANY) if one.kind == "request-sent"]
    assert [MANY, MANY] == [len({one.key for one in queued}), len({one.recipient for one in queued})]

    last = drafted.lines[-1].id
    link = registre.requests.issue_link(Actor.operator(anne.workspace), drafted.id, last)
    registre.requests.answer_with_link(Actor.operator(), link.secret, Reply("Je viens."))
    shown = registre.requests.show(anne, drafted.id)
    assert [LineState.SENT] * (MANY - 1) + [LineState.ANSWERED] == [one.state for one in shown.lines]
    assert registre.register.verify(anne).is_intact
