"""The notifier in memory keeps its contract, so that what a test reads in its letter box was delivered."""

import pytest

from registre_core.testing.contracts.notifier import FarEnd, NotifierContract
from registre_core.testing.memory import LetterBox, RecordingNotifier


class Box(LetterBox, FarEnd):
    """A letter box is a far end."""


class TestRecordingNotifier(NotifierContract):
    @pytest.fixture
    def far_end(self) -> FarEnd:
        return Box()

    def test_it_has_a_letter_box_of_its_own_unless_given_one(self) -> None:
        one, other = RecordingNotifier(), RecordingNotifier(box := LetterBox())
        assert one.box is not box is other.box
        assert one.delivered == other.delivered == ()
