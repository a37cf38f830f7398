"""Notices as they were queued in a town, briefed as if their turn had come."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tests.usecases.town import Town

from registre_core.kernel.identifiers import NoticeId
from registre_core.kernel.reasons import FactValue
from registre_core.notices import LOOKED_UP, TOPICS, Letter, broken_promises
from registre_core.ports.storage import Notice
from registre_core.services.deliveries.briefing import brief
from registre_wording_french.wording import FrenchWording


def told(town: Town, kind: str) -> Notice:
    """Give the last notice of a kind."""
    return [one for one in town.notices() if one.kind == kind][-1]


def made(town: Town, kind: str, subject_kind: str, subject: UUID, /, **facts: FactValue) -> Notice:
    """Make a notice that nobody queued."""
    key = f"{kind}/{subject}"
    return Notice(
        NoticeId(town.ids.new()), key, kind, "helene@exemple.fr", subject_kind, subject, town.clock.now(), facts
    )


def briefed(town: Town, notice: Notice, *parts: Notice, at: datetime | None = None) -> Letter | None:
    """Look it up in storage, and see that what was found can be worded."""
    with town.storage.inner.read(town.workspace) as tx:
        letter = brief(tx, notice, parts, at=at or town.clock.now())
    if letter is not None:
        for one in letter.parts or (letter,):
            assert list(broken_promises({**TOPICS[one.kind].facts, **LOOKED_UP[one.kind]}, one.facts)) == []
        assert FrenchWording.at().word(letter).html
    return letter


def letter_of(town: Town, kind: str) -> Letter:
    """Brief the last notice of a kind, of which there is something to tell."""
    letter = briefed(town, told(town, kind))
    assert letter is not None
    return letter


def is_moot(town: Town, notice: Notice, at: datetime | None = None) -> bool:
    return briefed(town, notice, at=at) is None
