"""What catches each wrong engine."""

ENGINES = {
    "AsksNobody": "JOB-1 JOB-2",
    "DropsEverything": "JOB-5",
    "ForgetsWhatWasDone": "JOB-4",
    "LendsAHand": "JOB-2",
    "NeedsNoTables": "JOB-6",
    "TakesAnyCron": "JOB-7",
    "TellsNoFailure": "JOB-4",
}
