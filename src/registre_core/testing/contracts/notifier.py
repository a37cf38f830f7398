"""The contract of `Notifier`: NTF-1 to NTF-14, looked at from the far end.

Example:
    A notifier is proven by a class that says where it delivers to, and what it cannot do::

        class TestMyNotifier(NotifierContract):
            refuses_recipients = False

            @pytest.fixture
            def far_end(self, tmp_path):
                return MyFarEnd(tmp_path)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from typing import Any, ClassVar

import pytest
from attrs import evolve

from registre_core.kernel.errors import AdapterFailure
from registre_core.kernel.reasons import FactValue
from registre_core.ports.notifier import Attachment, Message, Notifier
from registre_core.testing.contracts.elsewhere import at_once, start
from registre_core.testing.contracts.letters import ATTACHMENTS, FACTS, HTML, KEYS, REPLY_TO, SUBJECTS, TEXTS, TOLD_AT
from registre_core.testing.obligations import Capability, obligation

THREADS = 6
EACH = 5


class FarEnd:
    """What the notifier under test delivers to: a test looks into it, and disturbs it. Subclass and fill in."""

    def open(self, *, patience: float = 30.0) -> Notifier:
        """Open a notifier that delivers here; each call opens another one.

        Args:
            patience: how many seconds its `deliver` takes at most, where it waits at all.
        """
        raise NotImplementedError("say how to open the notifier")

    def address(self, name: str) -> str:
        """Write the recipient of that name, a word of small letters, as the notifier takes it."""
        raise NotImplementedError("say how a recipient is written")

    def arrived(self) -> Sequence[Message]:
        """Read everything that arrived, in any order, each as its recipient would read it: lines end with a newline."""
        raise NotImplementedError("say what arrived")

    def away(self) -> AbstractContextManager[None]:
        """Make deliveries fail meanwhile in a way that passes, at once: nobody answers, or the disk is gone."""
        raise NotImplementedError("say how a delivery fails for a while")

    def refuse(self, recipient: str) -> None:
        """Refuse this recipient for good from now on."""
        raise NotImplementedError("say how a recipient is refused, or declare `refuses_recipients = False`")

    def leave(self, recipient: str) -> None:
        """Say from now on that this recipient is gone, and takes nothing ever again."""
        raise NotImplementedError("say how a recipient is gone, or declare `says_gone = False`")

    def silent(self) -> AbstractContextManager[None]:
        """Say nothing meanwhile, so that whoever delivers waits."""
        raise NotImplementedError("say how the far end keeps silent, or declare `waits = False`")


class NotifierContract:
    """NTF-1 to NTF-14. Override `far_end`; declare what the notifier or its far end cannot do."""

    html: ClassVar[Capability | bool] = Capability("HTML goes beside the text")
    attachments: ClassVar[Capability | bool] = Capability("attachments are carried")
    refuses_recipients: ClassVar[Capability | bool] = Capability("the far end can refuse a recipient for good")
    waits: ClassVar[Capability | bool] = Capability("the far end can keep it waiting")
    says_gone: ClassVar[Capability | bool] = Capability("the far end can say that it is gone, and takes nothing again")
    facts: ClassVar[Capability | bool] = Capability("kind, facts and moment go with the message, for a machine")
    replies: ClassVar[Capability | bool] = Capability("whoever reads a message can answer it")
    patience: ClassVar[float] = 1.0
    """Seconds that a notifier waits for a far end that says nothing: more than one takes that speaks."""
    enough: ClassVar[float] = 30.0
    """Seconds after which a delivery that does not end counts as one that never ends."""

    @pytest.fixture
    def far_end(self) -> FarEnd:
        """Say what this test's notifier delivers to; nothing has arrived there yet."""
        raise NotImplementedError("override the fixture `far_end`")

    @obligation("NTF-1")
    @pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
    def test_a_text_arrives_line_by_line(self, far_end: FarEnd, text: str) -> None:
        assert sent(far_end, a_message(far_end, text=text)).text.split("\n") == text.split("\n")

    @obligation("NTF-1")
    @pytest.mark.parametrize("subject", SUBJECTS.values(), ids=SUBJECTS)
    def test_a_subject_arrives_as_it_was_written(self, far_end: FarEnd, subject: str) -> None:
        assert sent(far_end, a_message(far_end, subject=subject)).subject == subject

    @obligation("NTF-1")
    def test_a_message_is_there_when_the_delivery_ends(self, far_end: FarEnd) -> None:
        with closing(far_end.open()) as notifier:
            for number in range(EACH):
                notifier.deliver(a_message(far_end, key=f"k-{number}"))
                assert keys(far_end) == [f"k-{earlier}" for earlier in range(number + 1)]

    @obligation("NTF-2")
    @pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
    def test_the_key_goes_with_the_message(self, far_end: FarEnd, key: str) -> None:
        assert sent(far_end, a_message(far_end, key=key)).key == key

    @obligation("NTF-2")
    def test_a_message_delivered_again_comes_under_its_key_or_not_at_all(self, far_end: FarEnd) -> None:
        message = a_message(far_end)
        with closing(far_end.open()) as one, closing(far_end.open()) as another:
            for notifier in (one, one, another):
                notifier.deliver(message)
        assert set(keys(far_end)) == {message.key}
        assert 1 <= len(keys(far_end)) <= 3

    @obligation("NTF-2")
    def test_messages_that_differ_by_their_key_alone_all_arrive(self, far_end: FarEnd) -> None:
        with closing(far_end.open()) as notifier:
            for key in ("K-1", "k-1", "k-1/", "k-2"):
                notifier.deliver(a_message(far_end, key=key))
        assert keys(far_end) == sorted(("K-1", "k-1", "k-1/", "k-2"))

    @obligation("NTF-3")
    def test_a_message_reaches_its_recipient_and_nobody_else(self, far_end: FarEnd) -> None:
        messages = [a_message(far_end, to=name, key=name) for name in ("anne", "paul", "zoe")]
        with closing(far_end.open()) as notifier:
            deliver_all(notifier, messages)
        assert by_key(far_end) == {message.key: message for message in messages}
        assert len(far_end.arrived()) == 3

    @obligation("NTF-3")
    @pytest.mark.parametrize("mark", [", ", ",", ";", " "])
    def test_a_recipient_is_one_recipient(self, far_end: FarEnd, mark: str) -> None:
        pair = f"{far_end.address('anne')}{mark}{far_end.address('paul')}"
        with closing(far_end.open()) as notifier:
            failure = tried(notifier, evolve(a_message(far_end), recipient=pair))
        assert failure is None or (failure.code, failure.retryable) == ("delivery-refused", False)
        assert {message.recipient for message in far_end.arrived()} <= {pair}

    @obligation("NTF-3")
    def test_messages_of_many_threads_all_arrive_whole(self, far_end: FarEnd) -> None:
        written = [many_messages(far_end, f"r{thread}") for thread in range(THREADS)]
        with closing(far_end.open()) as notifier:
            for done in at_once(THREADS, lambda thread: deliver_all(notifier, written[thread])):
                done.result()
        assert by_key(far_end) == {message.key: message for series in written for message in series}
        assert len(far_end.arrived()) == THREADS * EACH

    @obligation("NTF-4", needs="refuses_recipients")
    def test_a_recipient_refused_for_good_is_told_and_gets_nothing(self, far_end: FarEnd) -> None:
        far_end.refuse(far_end.address("partie"))
        with closing(far_end.open()) as notifier:
            failure = failed(notifier, a_message(far_end, to="partie"))
        assert (failure.code, failure.retryable) == ("delivery-refused", False)
        assert keys(far_end) == []

    @obligation("NTF-4", "NTF-7", needs="refuses_recipients")
    def test_a_refusal_stands_in_nobody_else_s_way(self, far_end: FarEnd) -> None:
        far_end.refuse(far_end.address("partie"))
        with closing(far_end.open()) as notifier:
            for name in ("anne", "partie", "paul"):
                message = a_message(far_end, to=name, key=name)
                failed(notifier, message) if name == "partie" else notifier.deliver(message)
        assert keys(far_end) == ["anne", "paul"]

    @obligation("NTF-5")
    def test_a_failure_that_may_pass_says_so(self, far_end: FarEnd) -> None:
        with closing(far_end.open()) as notifier:
            with far_end.away():
                failure = failed(notifier, a_message(far_end))
            assert (failure.code, failure.retryable) == ("delivery-postponed", True)

    @obligation("NTF-6", needs="waits")
    def test_a_far_end_that_says_nothing_is_given_up_on(self, far_end: FarEnd) -> None:
        with closing(far_end.open(patience=self.patience)) as notifier, far_end.silent():
            failure = start(lambda: failed(notifier, a_message(far_end))).result(self.enough)
        assert (failure.code, failure.retryable) == ("delivery-postponed", True)

    @obligation("NTF-7")
    def test_a_failure_is_over_when_the_far_end_is_back(self, far_end: FarEnd) -> None:
        with closing(far_end.open()) as notifier:
            notifier.deliver(a_message(far_end, key="before"))
            with far_end.away():
                failed(notifier, a_message(far_end, key="meanwhile"))
            for key in ("meanwhile", "after"):
                notifier.deliver(a_message(far_end, key=key))
        assert set(keys(far_end)) == {"before", "meanwhile", "after"}

    @obligation("NTF-7", needs="waits")
    def test_silence_is_over_when_the_far_end_speaks_again(self, far_end: FarEnd) -> None:
        with closing(far_end.open(patience=self.patience)) as notifier:
            with far_end.silent():
                start(lambda: failed(notifier, a_message(far_end, key="meanwhile"))).result(self.enough)
            notifier.deliver(a_message(far_end, key="after"))
        assert "after" in keys(far_end)

    @obligation("NTF-8")
    def test_a_notifier_is_opened_while_its_far_end_is_away(self, far_end: FarEnd) -> None:
        with far_end.away():
            notifier = far_end.open()
        with closing(notifier):
            notifier.deliver(a_message(far_end))
        assert keys(far_end) == ["k-1"]

    @obligation("NTF-9")
    def test_a_text_arrives_whether_or_not_its_html_does(self, far_end: FarEnd) -> None:
        message = a_message(far_end, html=HTML)
        assert sent(far_end, message).text == message.text

    @obligation("NTF-9", needs="html")
    def test_html_goes_beside_the_text(self, far_end: FarEnd) -> None:
        message = a_message(far_end, html=HTML)
        assert sent(far_end, message) == message

    @obligation("NTF-9", needs="html")
    def test_a_message_without_html_is_given_none(self, far_end: FarEnd) -> None:
        with closing(far_end.open()) as notifier:
            for key, html in (("with", HTML), ("without", None)):
                notifier.deliver(a_message(far_end, key=key, html=html))
        assert by_key(far_end)["without"].html is None

    @obligation("NTF-10")
    def test_attachments_are_carried_or_the_message_is_refused(self, far_end: FarEnd) -> None:
        message = a_message(far_end, attachments=ATTACHMENTS["every byte"])
        with closing(far_end.open()) as notifier:
            failure = tried(notifier, message)
        assert failure is None or (failure.code, failure.retryable) == ("delivery-refused", False)
        assert by_key(far_end) == ({} if failure else {message.key: message})

    @obligation("NTF-10", needs="attachments")
    @pytest.mark.parametrize("attachments", ATTACHMENTS.values(), ids=ATTACHMENTS)
    def test_attachments_arrive_byte_for_byte(self, far_end: FarEnd, attachments: tuple[Attachment, ...]) -> None:
        assert sent(far_end, a_message(far_end, attachments=attachments)).attachments == attachments

    @obligation("NTF-10", needs="attachments")
    def test_the_next_message_carries_nothing_of_the_last(self, far_end: FarEnd) -> None:
        with closing(far_end.open()) as notifier:
            for key, attachments in (("with", ATTACHMENTS["an accented name"]), ("without", ())):
                notifier.deliver(a_message(far_end, key=key, attachments=attachments))
        assert by_key(far_end)["without"].attachments == ()

    @obligation("NTF-11")
    def test_a_closed_notifier_delivers_nothing(self, far_end: FarEnd) -> None:
        notifier = far_end.open()
        notifier.deliver(a_message(far_end, key="before"))
        notifier.close()
        notifier.close()
        assert failed(notifier, a_message(far_end, key="after")).code == "notifier-closed"
        assert keys(far_end) == ["before"]

    @obligation("NTF-11")
    def test_closing_one_notifier_closes_no_other(self, far_end: FarEnd) -> None:
        with closing(far_end.open()) as other:
            far_end.open().close()
            other.deliver(a_message(far_end))
        assert keys(far_end) == ["k-1"]

    @obligation("NTF-12", needs="says_gone")
    def test_a_far_end_that_is_gone_for_good_is_told_and_gets_nothing(self, far_end: FarEnd) -> None:
        far_end.leave(far_end.address("partie"))
        with closing(far_end.open()) as notifier:
            failure = failed(notifier, a_message(far_end, to="partie"))
        assert (failure.code, failure.retryable) == ("recipient-gone", False)
        assert keys(far_end) == []

    @obligation("NTF-7", "NTF-12", needs="says_gone")
    def test_who_is_gone_stands_in_nobody_else_s_way(self, far_end: FarEnd) -> None:
        far_end.leave(far_end.address("partie"))
        with closing(far_end.open()) as notifier:
            failed(notifier, a_message(far_end, to="partie", key="partie"))
            notifier.deliver(a_message(far_end, to="paul", key="paul"))
        assert keys(far_end) == ["paul"]

    @obligation("NTF-13", "NTF-14")
    def test_a_text_arrives_whether_or_not_it_can_be_answered_or_is_read_by_a_machine(self, far_end: FarEnd) -> None:
        message = a_message(far_end, kind="permit-opened", facts={"number": 12}, told_at=TOLD_AT, reply_to=REPLY_TO)
        assert sent(far_end, message).text == message.text

    @obligation("NTF-13", needs="facts")
    @pytest.mark.parametrize("facts", FACTS.values(), ids=FACTS)
    def test_facts_arrive_as_they_are(self, far_end: FarEnd, facts: dict[str, FactValue]) -> None:
        arrived = sent(far_end, a_message(far_end, kind="permit-opened", facts=facts)).facts
        assert told_apart(arrived) == told_apart(facts)

    @obligation("NTF-13", needs="facts")
    def test_kind_and_moment_go_with_the_message(self, far_end: FarEnd) -> None:
        arrived = sent(far_end, a_message(far_end, kind="permit-opened", told_at=TOLD_AT))
        assert (arrived.kind, arrived.told_at) == ("permit-opened", TOLD_AT)

    @obligation("NTF-13", needs="facts")
    def test_a_message_that_tells_a_machine_nothing_is_given_no_facts(self, far_end: FarEnd) -> None:
        with closing(far_end.open()) as notifier:
            notifier.deliver(a_message(far_end, key="with", kind="k", facts={"number": 12}, told_at=TOLD_AT))
            notifier.deliver(a_message(far_end, key="without"))
        bare = by_key(far_end)["without"]
        assert (bare.kind, dict(bare.facts), bare.told_at) == (None, {}, None)

    @obligation("NTF-14", needs="replies")
    def test_answers_go_where_the_message_says(self, far_end: FarEnd) -> None:
        with closing(far_end.open()) as notifier:
            for key, reply_to in (("with", REPLY_TO), ("without", None)):
                notifier.deliver(a_message(far_end, key=key, reply_to=reply_to))
        arrived = by_key(far_end)
        assert (arrived["with"].reply_to, arrived["without"].reply_to) == (REPLY_TO, None)


def a_message(far_end: FarEnd, *, to: str = "helene", **given: Any) -> Message:  # noqa: ANN401  # the fields of a message
    """Write to somebody at the far end."""
    defaults = {
        "key": "k-1",
        "recipient": far_end.address(to),
        "subject": "Intervention prévue à l’école Jules-Ferry",
        "text": "Bonjour,\n\nle contrôle électrique aura lieu le 16/03/2026.",
    }
    return Message(**{**defaults, **given})


def many_messages(far_end: FarEnd, to: str) -> list[Message]:
    """Write several times to one recipient, each time something else, and long enough to be interrupted."""
    texts = ["\n".join([f"{number} à {to}"] * 200) for number in range(EACH)]
    return [a_message(far_end, to=to, key=f"{to}-{number}", text=text) for number, text in enumerate(texts)]


def deliver_all(notifier: Notifier, messages: Iterable[Message]) -> None:
    """Deliver one after the other."""
    for message in messages:
        notifier.deliver(message)


def sent(far_end: FarEnd, message: Message) -> Message:
    """Deliver one message, and give what arrived of it."""
    with closing(far_end.open()) as notifier:
        notifier.deliver(message)
    (arrived,) = far_end.arrived()
    return arrived


def tried(notifier: Notifier, message: Message) -> AdapterFailure | None:
    """Try to deliver, and give the failure if it fails."""
    try:
        notifier.deliver(message)
    except AdapterFailure as failure:
        return failure
    return None


def failed(notifier: Notifier, message: Message) -> AdapterFailure:
    """Try to deliver, which must fail, and give the failure."""
    failure = tried(notifier, message)
    assert failure is not None, "it says that it delivered what it cannot have delivered"
    return failure


def told_apart(facts: Mapping[str, FactValue]) -> dict[str, tuple[type, FactValue]]:
    """Give facts with their types: to Python, yes is 1."""
    return {name: (type(value), value) for name, value in facts.items()}


def keys(far_end: FarEnd) -> list[str]:
    """Give the keys of all that arrived, sorted."""
    return sorted(message.key for message in far_end.arrived())


def by_key(far_end: FarEnd) -> dict[str, Message]:
    """Give what arrived by its key."""
    return {message.key: message for message in far_end.arrived()}
