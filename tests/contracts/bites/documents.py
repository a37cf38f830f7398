"""What catches each spoiled store of documents."""

DOCUMENTS = {
    "AnswersEverybody": "DOC-7 DOC-11",
    "ChecksTheSizeOnly": "DOC-6",
    "CutsAtTheCap": "DOC-5",
    "FoldsCase": "DOC-7",
    "GivesAShortHead": "DOC-1",
    "GivesAlteredBytes": "DOC-6",
    "HoldsEverything": "DOC-8",
    "IgnoresTheCap": "DOC-5",
    "KeepsNothing": "DOC-5",
    "KeepsTheHalf": "DOC-4 DOC-9 DOC-12",
    "NormalisesLineEnds": "DOC-1",
    "OpensEmpty": "DOC-1 DOC-6",
    "RaisesItsOwn": "DOC-4 DOC-5 DOC-7 DOC-11",
    "ReachesNotTheCap": "DOC-5",
    "ReadsOnce": "DOC-1 DOC-3 DOC-4 DOC-9 DOC-12",
    "RefusesWhatItHas": "DOC-3 DOC-10",
}
