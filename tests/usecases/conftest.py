"""A town of one's own for each test."""

import pytest
from tests.usecases.asking import with_requests
from tests.usecases.chantier import Chantier
from tests.usecases.scenarios_deliveries import put_a_dead_letter
from tests.usecases.scenarios_findings import put_findings
from tests.usecases.signing import with_signatures
from tests.usecases.town import Town, found_a_town, twin_of


@pytest.fixture(scope="session")
def founded() -> Town:
    """Found it once; nobody changes this one."""
    return found_a_town()


@pytest.fixture
def town(founded: Town) -> Town:
    return twin_of(founded)


@pytest.fixture(scope="session")
def signed(founded: Town) -> Town:
    """Let somebody sign there once, others be asked to, firms to come, and findings come as far as they can."""
    town = with_requests(with_signatures(twin_of(founded)))
    put_findings(town)
    put_a_dead_letter(town)
    return town


@pytest.fixture
def chantier(town: Town) -> Chantier:
    return Chantier(town)
