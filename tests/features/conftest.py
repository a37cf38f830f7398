"""Every scenario plays in a town of its own, on real services over ports in memory."""

import pytest
from tests.usecases.town import Town, found_a_town, twin_of


@pytest.fixture(scope="session")
def founded() -> Town:
    return found_a_town()


@pytest.fixture
def town(founded: Town) -> Town:
    return twin_of(founded)
