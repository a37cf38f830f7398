"""What catches each wrong renderer, and each key that seals wrongly."""

RENDERERS = {
    "CountsWrong": "REN-5",
    "CutsLongTexts": "REN-3",
    "DatesItself": "REN-2 REN-6",
    "DropsWhatItCannotDraw": "REN-3",
    "FailsOnControls": "REN-3",
    "ForgetsABox": "REN-4",
    "ForgetsTheDigest": "REN-5",
    "InNoLanguage": "REN-1",
    "LeavesThePaper": "REN-4",
    "PilesBoxes": "REN-4",
    "ReadsMarkup": "REN-3",
    "SharesItsTable": "REN-2 REN-6",
    "Untitled": "REN-1",
}

SEALERS = {
    "BoastsOfTime": "SEA-4",
    "ChecksAnything": "SEA-6",
    "ChokesOnCaptions": "SEA-8",
    "CountsBoxes": "SEA-1",
    "CoversTheBeginning": "SEA-3",
    "FindsTheLastOnly": "SEA-1 SEA-4 SEA-5 SEA-7",
    "GivesTheLastEvidence": "SEA-5",
    "GivesUpForGood": "SEA-4",
    "LetsAnythingFollow": "SEA-3",
    "LoadsPictures": "SEA-8",
    "NeedsABox": "SEA-1 SEA-5",
    "SealsTwice": "SEA-6",
    "SharesItsDesk": "SEA-9",
    "TakesTheLocalClock": "SEA-4",
    "TidiesEvidence": "SEA-5",
    "TrustsEverybody": "SEA-7",
    "WritesAnew": "SEA-2",
}
