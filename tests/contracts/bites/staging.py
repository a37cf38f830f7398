"""What catches each storage that fails in staging: see `tests.contracts.test_they_bite`."""

STAGINGS: dict[str, str] = {
    "BeginsEveryVersionAnew": "STO-8 STO-84",
    "DropsBeforeTheCommit": "STO-1 STO-83",
    "DropsTheLastOnly": "STO-80",
    "ForgetsMarks": "STO-1 STO-10 STO-80 STO-81 STO-83",
    "KeepsWhatWasFounded": "STO-83",
    "ListsWhatIsStaged": "STO-18 STO-81",
    "StagesForAll": "STO-10 STO-18 STO-81",
    "StagesWhatIsThere": "STO-82",
    "StopsAfterAWindow": "STO-80",
    "StripsParts": "STO-1 STO-10 STO-80 STO-81 STO-83",
    "TakesAnyPart": "STO-80",
}
