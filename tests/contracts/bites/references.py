"""What catches each storage that fails in references: see `tests.contracts.test_they_bite`."""

REFERENCES = {
    "BeginsWithTheLast": "STO-99",
    "FinishesAnyRemoval": "STO-98",
    "ForgetsReferencesOfMany": "STO-95",
    "GoesOnWithWhatIsDone": "STO-99",
    "MarksOnce": "STO-97 STO-98",
    "MarksOver": "STO-97",
    "MarksWhatIsUsed": "STO-97",
    "RefersForAll": "STO-95",
    "RefersToSome": "STO-96",
    "RefersToTheFirst": "STO-95",
    "RefersToWhatGoes": "STO-96",
    "RefersToWhatWent": "STO-96",
    "SaysItStood": "STO-98",
    "TellsOfOthersRemovals": "STO-99",
    "WithdrawsAnyRemoval": "STO-98",
    "WithdrawsWhatWentOn": "STO-98",
}
