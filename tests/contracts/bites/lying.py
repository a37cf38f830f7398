"""What catches each store of documents that a sweep cannot count on."""

LYING = {
    "ListsAPage": "DOC-9",
    "ListsEverybodys": "DOC-9",
    "ListsTheYoung": "DOC-9 DOC-10",
    "ListsTwice": "DOC-9",
    "MissesWhatIsGone": "DOC-11",
    "OnlySaysSo": "DOC-11",
    "RemembersTheFirstTime": "DOC-10",
    "RemovesEverywhere": "DOC-11",
    "SaysNothing": "DOC-11",
    "SparesNothing": "DOC-10 DOC-11",
    "TidiesTooMuch": "DOC-12",
    "WeighsNothing": "DOC-9 DOC-11 DOC-12",
}
