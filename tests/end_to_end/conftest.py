"""What several tests of published things share."""

from pathlib import Path

import pytest
from tests.end_to_end.environments import built


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the wheel of each package once, the template's among them."""
    return built(tmp_path_factory.mktemp("wheels"))
