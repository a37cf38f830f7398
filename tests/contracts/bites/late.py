"""What catches each storage that fails in telling what is late, and what was told."""

LATE: dict[str, str] = {
    "DunsForWhatIsCleared": "STO-101",
    "DunsOnTheLastDay": "STO-101",
    "KnowsTheFirstKeys": "STO-100",
    "KnowsWhatWaitsOnly": "STO-100",
    "WaitsForWhatHasExpired": "STO-102",
    "WaitsForWhatWasAskedJustNow": "STO-102",
    "WaitsTwice": "STO-102",
}
