"""What catches each storage that fails in references: see `tests.contracts.test_they_bite`."""

REFERENCES: dict[str, str] = {}
