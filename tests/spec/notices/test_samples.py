"""What is tried with a sample holds for what is sent: each says exactly what its topic promises."""

import pytest

from registre_core.notices import LOOKED_UP, SAMPLES, TOPICS, Letter, Worded, broken_promises


def test_every_topic_has_a_sample_and_its_look_ups_in_the_order_of_the_table() -> None:
    assert list(TOPICS) == list(SAMPLES) == list(LOOKED_UP)


@pytest.mark.parametrize("letter", SAMPLES.values(), ids=SAMPLES)
def test_a_sample_holds_what_the_notice_says_and_what_is_looked_up(letter: Letter) -> None:
    promised = {**TOPICS[letter.kind].facts, **LOOKED_UP[letter.kind]}
    assert list(broken_promises(promised, letter.facts)) == []


def test_the_sample_of_a_reminder_has_a_part_of_each_kind_that_is_reminded_of() -> None:
    reminder = SAMPLES["reminder"]
    assert {part.kind for part in reminder.parts} == {kind for kind, topic in TOPICS.items() if topic.is_reminder}
    assert reminder.facts["count"] == len(reminder.parts)
    assert all(part == SAMPLES[part.kind] for part in reminder.parts)


def test_a_link_is_never_seen_in_a_log() -> None:
    letter = SAMPLES["request-sent"]
    assert letter.link is not None
    assert letter.link not in repr(letter)
    assert letter.link not in repr(Worded("Demande", f"Voir : {letter.link}", f"<a href='{letter.link}'>"))
