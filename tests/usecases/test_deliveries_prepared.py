"""What goes with a letter: its file, its link; and what a dead letter brings about."""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from attrs import evolve
from tests.usecases.asking import sent
from tests.usecases.delivering import JOB, PERMIT, PlainWords, Post, a_post
from tests.usecases.town import Town

from registre_core import Actor
from registre_core.kernel.identifiers import UserId
from registre_core.notices import DeliveryPolicy
from registre_core.ports.storage import Notice
from registre_core.services.deliveries import Delivered
from registre_core.testing.builders import a_user
from registre_core.testing.memory import LetterBox

SLIP = b"%PDF-1.7 bon"
MACHINE = "https://gmao.exemple.fr/registre"


@pytest.fixture
def post() -> Post:
    return a_post()


def with_a_file(post: Post, to: str = "anne", content: bytes = SLIP) -> Notice:
    """Queue a notice that names a stored file; of which kind does not matter to whoever attaches it."""
    stored = post.registre.ports.documents.put(post.workspace, BytesIO(content), cap=len(content))
    [notice] = post.queue(to, facts={"document": stored.digest, "file": "bon signé.pdf"})
    return notice


def test_the_file_that_a_notice_names_goes_along(post: Post) -> None:
    with_a_file(post)
    post.deliver()

    [message] = post.people.arrived()
    [attached] = message.attachments
    assert ("bon signé.pdf", "application/pdf", SLIP) == (attached.name, attached.media_type, attached.content)


def test_a_file_that_is_too_large_stays_and_the_letter_says_so(post: Post) -> None:
    with_a_file(post)
    post.put_on(deliveries=DeliveryPolicy(attached=len(SLIP) - 1)).deliver()

    assert [()] == [message.attachments for message in post.people.arrived()]
    assert [True] == [letter.facts["left_out"] for letter in post.words.letters]


def test_a_file_that_is_just_small_enough_goes_along(post: Post) -> None:
    with_a_file(post)
    post.put_on(deliveries=DeliveryPolicy(attached=len(SLIP))).deliver()

    assert [1] == [len(message.attachments) for message in post.people.arrived()]


def test_a_machine_is_told_the_digest_and_sent_no_file(post: Post) -> None:
    post.subscribe(MACHINE)
    with_a_file(post, MACHINE)
    post.deliver()

    [message] = post.machines.arrived()
    assert ((), sha256(SLIP).hexdigest()) == (message.attachments, message.facts["document"])


def test_a_file_that_is_not_there_holds_its_notice_up_and_is_told(post: Post) -> None:
    post.queue("anne", facts={"document": "0" * 64, "file": "bon signé.pdf"})

    done = post.deliver()

    assert (1, ["document-not-found"]) == (done.postponed, [one.error.code for one in done.troubles])


def test_a_far_end_that_is_gone_stops_its_subscription_and_what_else_waits_for_it_is_moot(post: Post) -> None:
    post.subscribe(MACHINE)
    post.machines.leave(MACHINE)
    post.queue(MACHINE, MACHINE)
    done = post.deliver()

    assert (1, 1) == (done.given_up, done.moot)
    with post.registre.ports.storage.read(post.workspace) as tx:
        assert () == tx.subscriptions.every()
        assert ["gone"] == [one.stopped_for for one in tx.subscriptions.every(stopped=True)]


def test_a_safety_notice_that_is_given_up_is_told_to_the_administrators_at_once(post: Post) -> None:
    [dead] = post.queue("zoé", is_urgent=True)
    post.people.refuse("zoé@exemple.fr")
    done = post.deliver()

    [alarm] = post.people.arrived()
    assert (1, 1, False) == (done.given_up, done.delivered, done.is_complete)
    assert ("lea@exemple.fr", "notice-undeliverable") == (alarm.recipient, alarm.kind)
    assert {"notice": str(dead.id), "kind": dead.kind, "failure": "delivery-refused"} == alarm.facts


def test_one_that_dies_again_when_it_was_tried_again_on_another_day_is_told_again(post: Post) -> None:
    [dead] = post.queue("zoé", is_urgent=True)
    post.people.refuse("zoé@exemple.fr")
    post.deliver()
    post.registre.notices.replay(Actor.operator(post.workspace), dead.id)
    post.later(days=1)

    assert ["notice-undeliverable"] * 2 == [message.kind for message in post.people.arrived()]


class Meddling:
    """A storage in which somebody else delivers once an alarm is raised, before the dead letter is marked."""

    def __init__(self, post: Post) -> None:
        self.post, self.inner, self.has_meddled = post, post.registre.ports.storage, False

    def operate(self) -> object:
        if not self.has_meddled and len(self.post.stands()) > 1:
            self.has_meddled = True
            self.post.deliver()
        return self.inner.operate()

    def __getattr__(self, name: str) -> object:
        return getattr(self.inner, name)


def test_an_alarm_that_goes_out_before_the_dead_letter_is_marked_tells_of_it_all_the_same(post: Post) -> None:
    """Whoever raised it may be killed before, and raises no second one."""
    post.queue("zoé", is_urgent=True)
    post.people.refuse("zoé@exemple.fr")
    post.put_on(storage=Meddling(post)).deliver()

    assert ["notice-undeliverable"] == [message.kind for message in post.people.arrived()]
    assert ["given-up", "delivered"] == post.fates()


def test_an_alarm_that_cannot_be_delivered_raises_no_other(post: Post) -> None:
    post.queue("zoé", is_urgent=True)
    for name in ("zoé", "lea"):
        post.people.refuse(f"{name}@exemple.fr")

    assert 2 == post.deliver().given_up
    assert 2 == len(post.stands())


def test_of_anything_else_that_is_given_up_nobody_is_told_but_whoever_looks(post: Post) -> None:
    post.queue("anne")
    post.people.refuse("anne@exemple.fr")
    post.deliver()

    assert () == post.people.arrived()
    assert (post.workspace,) == post.registre.deliveries.dead_letters(JOB)


LINK = "https://registre.exemple.fr/demande/{secret}"


class Sent:
    """A town that asked two recipients, and who delivers it."""

    def __init__(self, town: Town, link: str | None = LINK) -> None:
        self.box, self.words = LetterBox(), PlainWords()
        self.request = sent(town)
        self.town = town.with_ports(
            notifier=self.box.open(), wording=self.words, deliveries=DeliveryPolicy(request_link=link)
        )

    def deliver(self) -> Delivered:
        return self.town.registre.deliveries.deliver(JOB)

    def secrets(self) -> Iterator[str]:
        for letter in self.words.letters:
            if letter.kind == "request-sent":
                assert letter.link is not None
                yield letter.link.rpartition("/")[2]


def test_whoever_is_asked_gets_a_link_that_was_made_for_him_at_that_moment(town: Town) -> None:
    asked = Sent(town)
    asked.deliver()

    secrets = list(asked.secrets())
    assert 2 == len(set(secrets))
    for secret in secrets:
        shown = asked.town.registre.requests.open_with_link(Actor.operator(), secret)
        assert asked.request.message == shown.message


def test_a_secret_is_kept_nowhere(town: Town) -> None:
    asked = Sent(town)
    asked.deliver()

    kept = repr(asked.town.kept())
    assert [False, False] == [secret in kept for secret in asked.secrets()]


def test_where_links_lead_nowhere_requests_stay_queued_and_no_link_is_made(town: Town) -> None:
    asked = Sent(town, link=None)
    done = asked.deliver()

    assert (2, ["no-request-link"]) == (done.postponed, [one.error.code for one in done.troubles])
    assert "link-issued" not in [entry.heading.kind for entry in asked.town.entries()]


def test_a_recipient_from_whom_it_was_taken_back_meanwhile_gets_no_link(town: Town) -> None:
    asked = Sent(town)
    town.registre.requests.withdraw(town.mayor, asked.request.id, lines=None, reason="Travaux reportés")
    asked.deliver()

    assert [] == list(asked.secrets())


CHIEF = UserId(UUID(int=77))
FORMER, PRESENT = "chef@exemple.fr", "chef.securite@exemple.fr"


def with_a_chief(post: Post, **account: Any) -> None:  # noqa: ANN401  # fields of the account
    """Let somebody be told of something, and his account be changed since."""
    chief = a_user(id=CHIEF, name="Chef Sécurité", email=FORMER)
    with post.changing() as tx:
        tx.users.add(chief)
        tx.users.save(evolve(tx.users.get(CHIEF), **account))
    post.queue(FORMER, subject=PERMIT, key=f"anchor-failed/2026-03-02/{CHIEF}", is_urgent=True)


def test_what_waits_goes_where_its_reader_is_reached_now(post: Post) -> None:
    with_a_chief(post, email=PRESENT)
    post.deliver()

    assert [PRESENT] == [message.recipient for message in post.people.arrived()]


@pytest.mark.parametrize("since", [{"email": None}, {"active": False}])
def test_nothing_goes_to_whoever_was_erased_or_left_since_at_any_address_he_had(
    post: Post, since: dict[str, Any]
) -> None:
    with_a_chief(post, **since)

    assert (1, ()) == (post.deliver().moot, post.people.arrived())


def test_a_dead_letter_is_tried_again_at_the_address_that_was_corrected(post: Post) -> None:
    """As the letter that tells administrators of it says: correct it, and let it be tried again."""
    with_a_chief(post)
    post.people.refuse(FORMER)
    post.deliver()
    with post.changing() as tx:
        tx.users.save(evolve(tx.users.get(CHIEF), email=PRESENT))
    [dead, _] = post.stands()
    post.registre.notices.replay(Actor.operator(post.workspace), dead.id)
    post.deliver()

    assert PRESENT in [message.recipient for message in post.people.arrived()]
