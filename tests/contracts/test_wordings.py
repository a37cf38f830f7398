"""The words of the house, and those of tests, keep their promises."""

import pytest

from registre_core.testing.contracts.wording import OpenWording, WordingContract
from registre_core.testing.memory import PlainWording
from registre_wording_french.wording import FrenchWording


class TestFrenchWording(WordingContract):
    @pytest.fixture
    def open_wording(self) -> OpenWording:
        return FrenchWording.at


class TestPlainWording(WordingContract):
    @pytest.fixture
    def open_wording(self) -> OpenWording:
        return PlainWording
