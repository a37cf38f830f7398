# ruff: noqa: ANN401  # the fields given are checked by the value that takes them
"""A message that exists can be carried: nothing in it makes another header, another recipient or half a character."""

from collections.abc import Callable
from typing import Any

import pytest

from registre_core import ConfigurationError, InvalidInput
from registre_core.ports import Attachment, Message, NullNotifier


def a_message(**given: Any) -> Message:
    defaults = {"key": "k-1", "recipient": "anne@exemple.fr", "subject": "Permis de feu n° 12", "text": "À signer."}
    return Message(**{**defaults, **given})


def an_attachment(**given: Any) -> Attachment:
    return Attachment(**{"name": "bon signé.pdf", "media_type": "application/pdf", "content": b"%PDF", **given})


def problems_of(build: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInput) as refusal:
        build()
    return [(problem.path, problem.code) for problem in refusal.value.problems]


LINE_ENDS = ["\n", "\r\n", "\r", "\0", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("end", LINE_ENDS, ids=ascii)
@pytest.mark.parametrize("name", ["recipient", "subject"])
def test_a_line_end_in_a_header_is_refused_before_anything_is_sent(name: str, end: str) -> None:
    assert [(name, "not-one-line")] == problems_of(lambda: a_message(**{name: f"Anne{end}Bcc: paul@exemple.fr"}))
    assert [(name, "not-one-line")] == problems_of(lambda: a_message(**{name: f"Anne{end}"}))


@pytest.mark.parametrize("end", LINE_ENDS, ids=ascii)
def test_an_attachment_is_named_on_one_line(end: str) -> None:
    assert [("name", "not-one-line")] == problems_of(lambda: an_attachment(name=f"a.pdf{end}X: y"))


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "pdf",
        "application/pdf; name=x",
        "application/pdf\nX: y",
        "Application/PDF",
        "message/rfc822",
        "multipart/mixed",
    ],
)
def test_a_media_type_is_that_of_a_file_without_parameters(kind: str) -> None:
    assert [("media_type", "malformed-text")] == problems_of(lambda: an_attachment(media_type=kind))


@pytest.mark.parametrize("key", ["", " ", "k 1", "clé", "k\n", "k\0", "k" * 201])
def test_a_key_is_visible_ascii_and_not_long(key: str) -> None:
    assert [("key", "malformed-text")] == problems_of(lambda: a_message(key=key))


@pytest.mark.parametrize("name", ["recipient", "subject", "text", "html"])
def test_half_a_character_is_refused(name: str) -> None:
    assert [(name, "half-a-character")] == problems_of(lambda: a_message(**{name: "Anne \ud83e"}))


@pytest.mark.parametrize("name", ["recipient", "subject", "text"])
def test_a_message_says_something_to_somebody(name: str) -> None:
    assert [(name, "blank-text")] == problems_of(lambda: a_message(**{name: " \u00a0"}))


def test_accents_spaces_and_what_looks_like_a_header_are_taken() -> None:
    subject = "Échéance\u202f: 3\u00a0200\u00a0€ 🧯 Bcc: paul@exemple.fr"
    assert subject == a_message(subject=subject, text="un\r\ndeux\n", attachments=(an_attachment(content=b""),)).subject


def test_what_a_message_says_and_to_whom_is_not_in_what_is_logged_of_it() -> None:
    shown = repr(a_message(attachments=(an_attachment(),)))
    assert "k-1" in shown
    assert [] == [word for word in ("anne", "Permis", "signer", "%PDF") if word in shown]


def test_where_no_notifier_was_chosen_nothing_passes_for_delivered() -> None:
    notifier = NullNotifier()
    with pytest.raises(ConfigurationError) as refusal:
        notifier.deliver(a_message())
    notifier.close()
    assert ("no-notifier", {"key": "k-1"}) == (refusal.value.code, refusal.value.facts)
