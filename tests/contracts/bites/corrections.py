"""What catches each storage that fails in findings, requests, visits, the logbook and filed documents."""

CORRECTIONS: dict[str, str] = {}
