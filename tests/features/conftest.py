"""Every scenario plays in a town of its own, on ports in memory; who signs, in a school of his own, on real ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.features import signing
from tests.features.signing import School
from tests.usecases.town import Town, found_a_town, twin_of


@pytest.fixture(scope="session")
def founded() -> Town:
    return found_a_town()


@pytest.fixture
def town(founded: Town) -> Town:
    return twin_of(founded)


@pytest.fixture(scope="session")
def founded_school(tmp_path_factory: pytest.TempPathFactory) -> School:
    return signing.found_a_school(tmp_path_factory.mktemp("school"))


@pytest.fixture
def school(founded_school: School, tmp_path: Path) -> Iterator[School]:
    with signing.twin_of(founded_school, tmp_path / "copy") as school:
        yield school
