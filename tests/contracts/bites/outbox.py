"""What catches each storage that fails those who deliver: see `tests.contracts.test_they_bite`."""

OUTBOXES: dict[str, str] = {}
