"""What catches each storage that fails in staging: see `tests.contracts.test_they_bite`."""

STAGINGS: dict[str, str] = {}
