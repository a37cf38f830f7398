"""The contract of `Wording`: WRD-1 to WRD-11.

Example:
    Words are proven by a class that says how to open them::

        class TestMyWording(WordingContract):
            @pytest.fixture
            def open_wording(self):
                return MyWording
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from attrs import evolve

from registre_core.kernel.errors import ConfigurationError, InvalidInput
from registre_core.kernel.reasons import FactValue
from registre_core.notices import LOOKED_UP, SAMPLES, TOPICS, Form, Letter, Promise, Worded
from registre_core.ports.wording import Wording
from registre_core.testing.contracts.elsewhere import at_once
from registre_core.testing.contracts.html import Page, read
from registre_core.testing.obligations import obligation

OpenWording = Callable[[], Wording]
"""Opens the words under test; each call opens them anew."""

LINK = "https://registre.exemple.fr/demande?langue=fr&secret=AnExampleThatOpensNothing"
MARKUP = "<script>alert(1)</script> & \"b\" 'c' </td></p> {{ site }} {% raw %}"
SEVERAL_LINES = "Hall\r\nBcc: autre@exemple.fr\n\n-- \nSujet : autre\u2028Zut"
TURNED = "Hall \u202eegassap\u202c \u2066clos\u2069 \x1b[2J\x07"
TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f]")
"""What turns, hides or moves what stands beside it."""
ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}")
NOTHING = re.compile(r"\b(None|undefined|Undefined|NaN|nan|True|False)\b")
AS_STORED = frozenset({Form.DATE, Form.INSTANT, Form.ID, Form.DIGEST})
THREADS = 6
MANY = 40

every_sample = pytest.mark.parametrize("kind", SAMPLES)


class WordingContract:
    """WRD-1 to WRD-11. Override `open_wording`."""

    @pytest.fixture
    def open_wording(self) -> OpenWording:
        """Say how to open it."""
        raise NotImplementedError("override the fixture `open_wording`")

    @pytest.fixture
    def wording(self, open_wording: OpenWording) -> Wording:
        """The words under test."""
        return open_wording()

    @obligation("WRD-1")
    def test_every_topic_has_words(self, wording: Wording) -> None:
        assert set(wording.kinds()) >= set(TOPICS)

    @obligation("WRD-1")
    @every_sample
    def test_a_topic_has_a_subject_a_text_and_a_page(self, wording: Wording, kind: str) -> None:
        worded = wording.word(SAMPLES[kind])
        assert worded.subject.strip()
        assert worded.text.endswith("\n")
        assert worded.html is not None
        assert worded.html.lstrip().lower().startswith("<!doctype html>")
        assert read(worded.html).language

    @obligation("WRD-2")
    @every_sample
    def test_whatever_is_quoted_is_text_and_never_markup(self, wording: Wording, kind: str) -> None:
        plain, hostile = (self._page(wording, quoting(SAMPLES[kind], text)) for text in ("mot", MARKUP))
        assert hostile.tags == plain.tags
        assert hostile.harms == []
        assert seen(MARKUP) in seen(hostile.text)

    @obligation("WRD-2")
    @every_sample
    def test_whatever_is_quoted_begins_no_line_of_ours(self, wording: Wording, kind: str) -> None:
        worded = wording.word(quoting(SAMPLES[kind], SEVERAL_LINES))
        assert len(worded.subject.splitlines()) == 1
        assert not re.search(r"^(-- \S|Sujet|Bcc|Zut)", worded.text, flags=re.MULTILINE)

    @obligation("WRD-2")
    @every_sample
    def test_whatever_is_quoted_turns_and_hides_nothing(self, wording: Wording, kind: str) -> None:
        worded = wording.word(quoting(SAMPLES[kind], TURNED))
        for told in (worded.subject, worded.text, worded.html or ""):
            assert not TURNING.search(told)

    @obligation("WRD-3")
    @every_sample
    def test_text_and_page_tell_the_same(self, wording: Wording, kind: str) -> None:
        letter = evolve(SAMPLES[kind], link=None)
        for given in (letter, without_what_may_lack(letter)):
            worded = wording.word(given)
            text, page = seen(worded.text), seen(read(worded.html or "").text)
            assert facts_in(text) == facts_in(page)
            for name in names_in(given):
                assert (name in text) == (name in page), name

    @obligation("WRD-4")
    @every_sample
    def test_the_same_letter_gives_the_same_words(self, open_wording: OpenWording, kind: str) -> None:
        wording, letter = open_wording(), SAMPLES[kind]
        first = wording.word(letter)
        wording.word(later(letter))
        assert wording.word(letter) == first
        assert open_wording().word(letter) == first

    @obligation("WRD-4")
    def test_many_threads_get_each_their_own_words(self, wording: Wording) -> None:
        letters = [evolve(letter, workspace=f"Ville n° {place}") for place, letter in enumerate(SAMPLES.values())]
        alone = [wording.word(letter) for letter in letters]

        def word_all(_: int) -> list[Worded]:
            return [wording.word(letter) for letter in letters]

        assert [future.result() for future in at_once(THREADS, word_all)] == [alone] * THREADS

    @obligation("WRD-5")
    @every_sample
    def test_a_link_stands_where_links_do_and_nowhere_else(self, wording: Wording, kind: str) -> None:
        worded = wording.word(evolve(SAMPLES[kind], link=LINK))
        page = read(worded.html or "")
        assert LINK not in worded.subject
        assert [line for line in worded.text.splitlines() if LINK in line] == [LINK]
        assert {address for address, _ in page.links} == {LINK}
        assert page.text.count(LINK) == sum(called.strip() == LINK for _, called in page.links) <= 1

    @obligation("WRD-5")
    @every_sample
    def test_a_letter_without_a_link_has_words_all_the_same(self, wording: Wording, kind: str) -> None:
        worded = wording.word(evolve(SAMPLES[kind], link=None))
        assert "://" not in worded.text
        assert read(worded.html or "").links == []

    @obligation("WRD-6")
    def test_a_topic_without_words_says_so(self, wording: Wording) -> None:
        with pytest.raises(ConfigurationError) as error:
            wording.word(evolve(SAMPLES["round-due"], kind="weather-changed"))
        assert error.value.code == "no-words"
        assert error.value.facts["kind"] == "weather-changed"

    @obligation("WRD-7")
    def test_every_part_of_a_reminder_stands_in_it(self, wording: Wording) -> None:
        reminder = SAMPLES["reminder"]
        parts = tuple(
            evolve(reminder.parts[place % len(reminder.parts)], site=f"Crèche {place:03}") for place in range(MANY)
        )
        worded = wording.word(evolve(reminder, parts=parts, facts={**reminder.facts, "count": MANY}))
        for told in (worded.text, read(worded.html or "").text):
            assert [f"Crèche {place:03}" in told for place in range(MANY)] == [True] * MANY
            assert sum(told.count(f"Crèche {place:03}") for place in range(MANY)) == MANY

    @obligation("WRD-8")
    @every_sample
    def test_a_fact_that_words_need_is_asked_for_by_its_name(self, wording: Wording, kind: str) -> None:
        letter = SAMPLES[kind]
        whole = wording.word(letter)
        for name in letter.facts:
            lacking = evolve(letter, facts={other: value for other, value in letter.facts.items() if other != name})
            worded = self._or_missing(wording, lacking, name)
            assert worded in {None, whole}, f"{name} was made up"

    @obligation("WRD-8")
    @every_sample
    def test_a_fact_that_may_lack_is_left_out(self, wording: Wording, kind: str) -> None:
        assert wording.word(without_what_may_lack(SAMPLES[kind])).text

    @obligation("WRD-9")
    @every_sample
    def test_nothing_stands_there_as_it_was_stored(self, wording: Wording, kind: str) -> None:
        for letter in (SAMPLES[kind], without_what_may_lack(SAMPLES[kind])):
            worded = wording.word(letter)
            for told in (worded.subject, worded.text, read(worded.html or "").text):
                assert not ISO.search(told)
                assert not NOTHING.search(told)
                assert [value for value in stored(letter) if value in told] == []

    @obligation("WRD-10")
    @every_sample
    def test_a_page_stands_alone(self, wording: Wording, kind: str) -> None:
        assert self._page(wording, SAMPLES[kind]).harms == []

    @obligation("WRD-11")
    @every_sample
    def test_a_mail_says_whose_it_is(self, wording: Wording, kind: str) -> None:
        letter = evolve(SAMPLES[kind], workspace="Commune de Rezé")
        worded = wording.word(letter)
        for told in (worded.text, read(worded.html or "").text):
            assert "Commune de Rezé" in told
            assert letter.site is None or letter.site in told

    def _page(self, wording: Wording, letter: Letter) -> Page:
        return read(wording.word(letter).html or "")

    def _or_missing(self, wording: Wording, letter: Letter, name: str) -> Worded | None:
        """Word a letter that lacks a fact; None, when it was asked for."""
        try:
            return wording.word(letter)
        except InvalidInput as error:
            asked = error.code, error.facts["fact"]
        assert asked == ("missing-fact", name)
        return None


def promises(letter: Letter) -> dict[str, Promise]:
    """Give what is promised of the facts of a letter."""
    return {**TOPICS[letter.kind].facts, **LOOKED_UP[letter.kind]}


def quoting(letter: Letter, text: str) -> Letter:
    """Give a letter all of whose names and words are this text."""
    texts = {name: text for name, promise in promises(letter).items() if promise.form is Form.TEXT}
    return evolve(
        letter,
        workspace=text,
        site=letter.site and text,
        subject=letter.subject and text,
        facts={**letter.facts, **texts},
        parts=tuple(quoting(part, text) for part in letter.parts),
    )


def without_what_may_lack(letter: Letter) -> Letter:
    """Give a letter that knows nothing of what need not be known."""
    promised = promises(letter)
    facts: dict[str, FactValue] = {
        name: None if promised[name].may_lack else value for name, value in letter.facts.items()
    }
    return evolve(letter, facts=facts, parts=tuple(map(without_what_may_lack, letter.parts)))


def later(letter: Letter) -> Letter:
    """Give another letter of the same topic."""
    return evolve(letter, told_at=letter.told_at + timedelta(days=1), workspace="Commune de Rezé", link=LINK)


def stored(letter: Letter) -> Iterator[str]:
    """Give what must not be read as it is kept."""
    yield from (str(letter.facts[name]) for name, one in promises(letter).items() if is_stored(letter, name, one))
    if letter.subject_id is not None:
        yield str(letter.subject_id)
    for part in letter.parts:
        yield from stored(part)


def is_stored(letter: Letter, name: str, promise: Promise) -> bool:
    """Whether a fact is kept in a form that nobody reads."""
    return promise.form in AS_STORED and letter.facts.get(name) is not None


def seen(text: str) -> str:
    """Give a text with one space between its words, whatever kind of space it was, and without marks of quotation."""
    return " ".join(re.sub("^> ?", "", text, flags=re.MULTILINE).split())


def facts_in(text: str) -> frozenset[str]:
    """Give what is a number, a date, an amount or an address."""
    return frozenset(word.strip(".,;:()«»") for word in text.split() if re.search(r"[\d@]", word))


def names_in(letter: Letter) -> Iterator[str]:
    """Give the names and words that a letter quotes, as a reader sees them."""
    texts = (letter.facts[name] for name, one in promises(letter).items() if one.form is Form.TEXT)
    yield from (seen(str(text)) for text in (letter.workspace, letter.site, letter.subject, *texts) if text)
    for part in letter.parts:
        yield from names_in(part)
