"""Who watches the watchmen: each contract is run against adapters that break one promise each, and must notice.

Beside the obligations that must catch a saboteur (they stand in its class), the tables record all that do, so that a
change of the kit shows. In CI each saboteur meets the obligations of its row, and every one of them must catch it;
`./dev faults` holds it against the whole contract, and finds what catches it and stands in no row yet.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from types import ModuleType
from typing import Any, ClassVar, TypeVar

import pytest
from hypothesis import Phase, is_hypothesis_test, settings
from tests.contracts.saboteurs import (
    attestor,
    billing,
    changes,
    documents,
    entities,
    forgetting,
    journal,
    lists,
    notifier,
    operator,
    profiles,
    rights,
    world,
)
from tests.contracts.saboteurs.spoiling import Saboteur

from registre_core.kernel.documents import Digest
from registre_core.kernel.identifiers import WorkspaceId
from registre_core.testing.contracts.attestor import AttestorContract
from registre_core.testing.contracts.documents import PROVEN_ELSEWHERE, DocumentContract, OpenDocuments, Tamper
from registre_core.testing.contracts.notifier import NotifierContract
from registre_core.testing.contracts.storage import StorageContract
from registre_core.testing.contracts.world import ClockContract, IdSourceContract
from registre_core.testing.memory import (
    FixedClock,
    Medium,
    MemoryDocuments,
    MemoryStorage,
    PlainAttestor,
    RecordingNotifier,
    SequentialIds,
)
from registre_core.testing.memory.documents import Kept
from registre_core.testing.obligations import proven_by
from registre_core.testing.saboteurs import broken_obligations

pytestmark = pytest.mark.slow

One = TypeVar("One")
Spoiled = type[
    Saboteur | documents.Spoiler | notifier.WrongNotifier | world.WrongClock | world.WrongIds | attestor.WrongAttestor
]

AT_LENGTH = "REGISTRE_FAULT_ROUNDS" in os.environ
"""Whether each saboteur meets the whole contract, which takes fifty times as long: as `./dev faults` asks."""

STORAGES = {
    "AddsCurrenciesUp": "STO-20 STO-39",
    "AddsOver": "STO-4 STO-6 STO-10 STO-31 STO-35 STO-38 STO-41",
    "AddsUpAPage": "STO-39 STO-40",
    "AddsUpFloats": "STO-39",
    "AlwaysPromisesMore": "STO-9",
    "AnswersAfterTheEnd": "STO-17",
    "AnswersForAnotherWorkspace": "STO-10",
    "AppendsAnyEntry": "STO-10 STO-12 STO-37",
    "AppendsUpToTheWrongOne": "STO-37",
    "BeginsAnywhere": "STO-15",
    "BeginsAtTheItem": "STO-9",
    "BlamesAnyInvoice": "STO-7 STO-42",
    "ChecksNoReference": "STO-7 STO-10",
    "ClaimsTooEarly": "STO-25 STO-26 STO-27",
    "Composes": "STO-8",
    "CountsByUsers": "STO-31",
    "CountsEveryChange": "STO-31 STO-38",
    "CountsNoInvoice": "STO-11 STO-38",
    "CountsNobody": "STO-22 STO-23 STO-24",
    "CountsPastTheCap": "STO-20",
    "CountsRightsAndLedgerAsOne": "STO-38",
    "CountsTheActive": "STO-32",
    "CountsTheDueDayAsLate": "STO-9 STO-20 STO-39",
    "CountsUsersOnly": "STO-31",
    "CountsWhoWasThere": "STO-32",
    "CountsWithoutConditions": "STO-20",
    "DropsAccents": "STO-1 STO-2 STO-8 STO-9 STO-10 STO-19 STO-21",
    "DropsTheOldest": "STO-24",
    "DropsWhateverTheCase": "STO-24",
    "EndsAtARefusal": "STO-14 STO-21 STO-24",
    "ErasesTheCommitments": "STO-22",
    "FindsAddressesToTheLetter": "STO-34",
    "FindsAnywhere": "STO-9 STO-19",
    "FindsNumbersWhateverTheCase": "STO-41",
    "FindsTheFirstThousandNumbers": "STO-41",
    "FindsToTheLetter": "STO-9 STO-19",
    "FindsWhatNeverCame": "STO-44",
    "FoldsLatinLettersOnly": "STO-34",
    "ForgetsACondition": "STO-9",
    "ForgetsAtOnce": "STO-1 STO-17",
    "ForgetsElsewhere": "STO-10",
    "ForgetsEveryCreator": "STO-23",
    "ForgetsHolds": "STO-9 STO-20 STO-39",
    "ForgetsHowLong": "STO-1 STO-11 STO-21 STO-42",
    "ForgetsInOneEntry": "STO-22",
    "ForgetsLeases": "STO-25 STO-26 STO-27",
    "ForgetsMicroseconds": "STO-8",
    "ForgetsNotices": "STO-2 STO-6 STO-8 STO-10 STO-14 STO-17 STO-21 STO-24 STO-25 STO-26 STO-27 STO-28",
    "ForgetsThatHoldsWereLifted": "STO-9 STO-20 STO-39",
    "ForgetsTheCurrency": "STO-9 STO-20 STO-39",
    "ForgetsTheNameAmongSituations": "STO-33",
    "ForgetsWhatWentOut": "STO-14 STO-24 STO-28",
    "ForgetsWhenClosed": "STO-2 STO-3 STO-4",
    "ForgetsWhoeverStandsBeside": "STO-22",
    "FoundsAgain": "STO-4 STO-15",
    "GivesANumberTwice": "STO-41",
    "GivesAPageOfProfiles": "STO-36",
    "GivesASituationAUser": "STO-32",
    "GivesEachAValueOfHisOwn": "STO-32",
    "GivesEverybodyAsWritten": "STO-32",
    "GivesInTheOrderAskedFor": "STO-34",
    "GivesNothing": "STO-7 STO-10 STO-34 STO-36",
    "GivesTheFirstThousand": "STO-13 STO-37",
    "GivesTheNewestFirst": "STO-4 STO-8 STO-12 STO-13 STO-17 STO-22 STO-37",
    "GivesTheUnpaidForAll": "STO-40",
    "GivesUpCounting": "STO-10 STO-20",
    "GivesWhatWasRemoved": "STO-36",
    "FindsTheFirstEntry": "STO-13",
    "HidesEntriesWithoutASite": "STO-10 STO-13",
    "HidesItsOwnWrites": "STO-2 STO-3 STO-9 STO-19 STO-23 STO-32 STO-33 STO-35 STO-39 STO-44",
    "HoldsEntriesOfOthers": "STO-10",
    "IsBusyForGood": "STO-4",
    "KeepsAfterAnException": "STO-1 STO-41",
    "KeepsForWhom": "STO-23",
    "KeepsInvoicesBefore": "STO-21 STO-38 STO-41",
    "KeepsSitesOpen": "STO-5 STO-8 STO-21",
    "KeepsTheLastOfTwo": "STO-35",
    "KeepsThePart": "STO-22",
    "KeepsTheVersion": "STO-5 STO-9 STO-16 STO-19 STO-21 STO-32 STO-33 STO-34 STO-35 STO-36",
    "KeepsThoseBefore": "STO-31 STO-35",
    "KeepsThoseThatPass": "STO-31 STO-35",
    "KeepsWithoutCommit": "STO-1 STO-11 STO-12 STO-13 STO-14 STO-25 STO-31 STO-38 STO-42 STO-43",
    "LastOneWins": "STO-5 STO-31 STO-35",
    "LeavesOutWhatIsHeld": "STO-10 STO-21 STO-40 STO-41",
    "LeavesTheHead": "STO-1 STO-2 STO-4 STO-8 STO-10 STO-12 STO-13 STO-18 STO-22 STO-37",
    "LetsTheNameComeBack": "STO-23",
    "ListsAFewSituations": "STO-33",
    "ListsAWorkspaceForEach": "STO-44",
    "ListsAsWritten": "STO-9 STO-19",
    "ListsByIdentifierOnly": "STO-9 STO-19 STO-33",
    "ListsNoHeads": "STO-1 STO-18",
    "ListsWhoSharesTheProfile": "STO-33",
    "LooksAtTheNumberOnly": "STO-10 STO-12 STO-37",
    "LosesOrder": "STO-8",
    "LosesPartsOfMany": "STO-37",
    "NamesTheFirstAskedFor": "STO-34",
    "NumbersNoEmptyProfile": "STO-10 STO-32",
    "OpensAtTheFirstQuestion": "STO-1 STO-11 STO-42",
    "Overtakes": "STO-26 STO-27 STO-28",
    "PassesOverWhoIsMissing": "STO-34",
    "PaysOneWithAnother": "STO-20 STO-39",
    "QueuesAKeyOnceForAll": "STO-10 STO-14 STO-24 STO-25",
    "QueuesAtOnce": "STO-1 STO-3 STO-14 STO-25",
    "QueuesTwice": "STO-14 STO-28",
    "ReadsWhatIsThereNow": "STO-1 STO-11 STO-31 STO-38 STO-42",
    "RefusesAfterwards": "STO-21",
    "RemovesNobody": "STO-36",
    "RemovesWhatIsShared": "STO-31 STO-36",
    "RemovesWhateverVersion": "STO-36",
    "RepeatsAnItem": "STO-9 STO-19",
    "RoundsDecimals": "STO-2 STO-8 STO-9 STO-10 STO-23",
    "SavesByIdentifier": "STO-35",
    "SaysNothingOfMore": "STO-20",
    "SealsTheChainAnew": "STO-22",
    "SettlesForAnybody": "STO-24 STO-25 STO-27",
    "SettlesWhenTheDoorIsShut": "STO-2 STO-17 STO-24 STO-25 STO-26 STO-27",
    "ShowsUncommitted": "STO-2 STO-3",
    "ShowsWhatOthersSent": "STO-9 STO-44",
    "ShowsWhatWasSettled": "STO-9 STO-44",
    "SortsByCodePoint": "STO-9 STO-19",
    "SortsByTheKeyAlone": "STO-9",
    "SortsTheQueue": "STO-14 STO-24",
    "StaysAtItsVersion": "STO-31",
    "StaysLocked": (
        "STO-1 STO-4 STO-5 STO-6 STO-7 STO-10 STO-11 STO-12 STO-13 STO-14 STO-15 STO-16 STO-25 STO-31 STO-32 STO-36 "
        "STO-41 STO-42"
    ),
    "StopsWhereItsWindowEnds": "STO-9",
    "StripsLineEnds": "STO-13",
    "SwallowsConflicts": "STO-5 STO-31 STO-35",
    "SwallowsExceptions": "STO-1 STO-4 STO-5 STO-6 STO-7 STO-10 STO-12 STO-14 STO-16 STO-36 STO-41 STO-42",
    "TakesAnyCursor": "STO-9",
    "TakesAnyText": "STO-21",
    "TakesEmptyForAbsent": "STO-8 STO-32",
    "TakesLockedForFree": "STO-32",
    "TakesNoSiteForAny": "STO-9",
    "TakesNoSituationForAny": "STO-33",
    "TakesNoTurns": "STO-4 STO-5 STO-12 STO-15",
    "TakesTrueForOne": "STO-8 STO-14",
    "TakesTurnsAlone": "STO-4",
    "TellsALedgerThatMayNotCome": "STO-38 STO-41",
    "TellsAVersionThatMayNotCome": "STO-31",
    "TellsNamesApartToTheLetter": "STO-16",
    "TellsOfEverybody": "STO-42",
    "TellsTheFirstProblemOnly": "STO-21",
    "TurnsADayLate": "STO-43",
    "TurnsByTheDayAlone": "STO-43",
    "TurnsNothingThatHoldsForEver": "STO-43",
    "WaitsForTheRefused": "STO-44",
    "WarnsADayEarly": "STO-29",
}

DOCUMENTS = {
    "AnswersEverybody": "DOC-7",
    "ChecksTheSizeOnly": "DOC-6",
    "CutsAtTheCap": "DOC-5",
    "FoldsCase": "DOC-7",
    "GivesAShortHead": "DOC-1",
    "GivesAlteredBytes": "DOC-6",
    "HoldsEverything": "DOC-8",
    "IgnoresTheCap": "DOC-5",
    "KeepsNothing": "DOC-5",
    "KeepsTheHalf": "DOC-4",
    "NormalisesLineEnds": "DOC-1",
    "OpensEmpty": "DOC-1 DOC-6",
    "RaisesItsOwn": "DOC-4 DOC-5 DOC-7",
    "ReachesNotTheCap": "DOC-5",
    "ReadsOnce": "DOC-1 DOC-3 DOC-4",
    "RefusesWhatItHas": "DOC-3",
}

NOTIFIERS = {
    "AnswersTooEarly": "NTF-1 NTF-4 NTF-5 NTF-6 NTF-7",
    "BreaksLongLines": "NTF-1",
    "ClosesTheFarEnd": "NTF-11",
    "ComposesSubjects": "NTF-1",
    "ConnectsWhenOpened": "NTF-8",
    "CutsKeys": "NTF-2",
    "DeliversAfterTheEnd": "NTF-11",
    "DropsAccents": "NTF-1 NTF-3 NTF-9 NTF-10",
    "DropsAttachments": "NTF-10",
    "DropsHtml": "NTF-9",
    "EndsAtALoneDot": "NTF-1",
    "FoldsKeys": "NTF-2",
    "GivesUpForGood": "NTF-5 NTF-6",
    "KeepsAttachments": "NTF-10",
    "MakesHtml": "NTF-3 NTF-9 NTF-10",
    "NumbersItsKeys": "NTF-1 NTF-2 NTF-3 NTF-4 NTF-7 NTF-8 NTF-9 NTF-10 NTF-11",
    "PutsHtmlInstead": "NTF-9",
    "RaisesItsOwn": "NTF-4 NTF-5 NTF-6 NTF-7",
    "ReportsTheMissing": "NTF-4 NTF-7",
    "SharesOneDraft": "NTF-3",
    "SortsAttachments": "NTF-10",
    "SplitsAtCommas": "NTF-3",
    "StaysBroken": "NTF-4 NTF-7",
    "SwallowsFailures": "NTF-5 NTF-6 NTF-7",
    "SwallowsRefusals": "NTF-4 NTF-7",
    "TakesAttachmentsForTexts": "NTF-10",
    "TakesRefusalsForPassing": "NTF-4",
    "TellsByTheText": "NTF-1 NTF-2 NTF-7 NTF-9 NTF-10 NTF-11",
    "WaitsForEver": "NTF-6 NTF-7",
    "WritesToAllSoFar": "NTF-3 NTF-4 NTF-7",
}

CLOCKS = {
    "DayAsTold": "CLK-4",
    "EarlySummerDay": "CLK-2",
    "FrenchClock": "CLK-1",
    "GreenwichDay": "CLK-2",
    "HurriedClock": "CLK-3",
    "NaiveClock": "CLK-1",
    "PresentDay": "CLK-4",
    "WallClock": "CLK-1",
    "WinterDay": "CLK-2",
}

SOURCES = {
    "CoarseIds": "IDS-1 IDS-2",
    "CountedSecrets": "IDS-3",
    "FallingIds": "IDS-1 IDS-2",
    "OneSecret": "IDS-3",
    "PrintableSecrets": "IDS-3",
    "RacingIds": "IDS-1 IDS-2",
    "RandomIds": "IDS-1 IDS-2",
    "RepeatingIds": "IDS-1 IDS-2",
    "SeededSecrets": "IDS-3",
    "ShortSecrets": "IDS-3",
}

ATTESTORS = {
    "CapitalName": "ATT-5",
    "ComparesTheBeginning": "ATT-3",
    "IgnoresTheAlgorithm": "ATT-4",
    "IgnoresTheFormat": "ATT-2",
    "IgnoresTheLastByte": "ATT-2",
    "IgnoresTheName": "ATT-4",
    "Nameless": "ATT-4 ATT-5",
    "NeedsItsPrivateHalf": "ATT-1",
    "NewKeyEachTime": "ATT-1 ATT-5",
    "NormalisesText": "ATT-2",
    "RaisesItsOwn": "ATT-3",
    "RefusesNothing": "ATT-1",
    "SharesItsDesk": "ATT-7",
    "ShortName": "ATT-4",
    "SignsAPrefix": "ATT-2",
    "SignsOtherwise": "ATT-1 ATT-7",
    "SignsTheLength": "ATT-2",
    "SignsWithoutItsKey": "ATT-6",
    "StripsLineEnds": "ATT-2",
    "VerifiesAnything": "ATT-2 ATT-3 ATT-4",
    "VerifiesUnderTheKeyNamed": "ATT-4",
}


class DocumentsOf(DocumentContract):
    """The contract on a store in memory."""

    store: ClassVar[type[MemoryDocuments]] = MemoryDocuments

    @pytest.fixture
    def kept(self) -> Kept:
        return {}

    @pytest.fixture
    def open_documents(self, kept: Kept) -> OpenDocuments:
        return partial(self.store, kept)

    @pytest.fixture
    def tamper(self, kept: Kept) -> Tamper:
        def put_instead(workspace: WorkspaceId, digest: Digest, content: bytes) -> None:
            kept[workspace, digest] = content

        return put_instead


def saboteurs(base: type[One], *modules: ModuleType) -> list[type[One]]:
    """Collect the saboteurs of these modules."""
    found = {one for module in modules for _, one in inspect.getmembers(module, inspect.isclass)}
    return sorted(
        (one for one in found if issubclass(one, base) and "breaks" in vars(one)), key=lambda one: one.__name__
    )


SPOILED_STORAGES = saboteurs(
    Saboteur, changes, entities, lists, journal, operator, forgetting, rights, profiles, billing
)
SPOILED_DOCUMENTS = saboteurs(documents.Spoiler, documents)
WRONG_NOTIFIERS = saboteurs(notifier.WrongNotifier, notifier)
WRONG_CLOCKS = saboteurs(world.WrongClock, world)
WRONG_SOURCES = saboteurs(world.WrongIds, world)
WRONG_ATTESTORS = saboteurs(attestor.WrongAttestor, attestor)


@pytest.fixture(autouse=True)
def _explain_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pytest not write out, in CI and for `-v`, what nobody reads: that a test fails is enough."""
    monkeypatch.setattr("_pytest.assertion.util._reprcompare", None)  # nothing public does this


@contextmanager
def hastily(contract: type) -> Iterator[None]:
    """Let hypothesis look at few examples, and neither simplify nor remember what it finds: that it finds is enough."""
    tests: list[Any] = [test for _, test in inspect.getmembers(contract, is_hypothesis_test)]
    usual = [test._hypothesis_internal_use_settings for test in tests]  # noqa: SLF001  # nothing public does this
    for test, own in zip(tests, usual, strict=True):
        quick = settings(own, max_examples=2, phases=[Phase.generate], database=None)
        test._hypothesis_internal_use_settings = quick  # noqa: SLF001
    try:
        yield
    finally:
        for test, own in zip(tests, usual, strict=True):
            test._hypothesis_internal_use_settings = own  # noqa: SLF001


def broken_by_storage(storage: type[MemoryStorage], *numbers: str) -> str:
    with hastily(StorageContract):
        return told(broken_obligations(StorageContract, *numbers, open_storage=lambda: partial(storage, Medium())))


def broken_by_documents(store: type[MemoryDocuments], *numbers: str) -> str:
    streams = store is documents.HoldsEverything
    contract = type("Contract", (DocumentsOf,), {"store": store, "streams": streams})
    with hastily(contract):
        return told(broken_obligations(contract, *numbers))


def broken_by_notifier(kind: type[RecordingNotifier], *numbers: str) -> str:
    contract = type("Contract", (NotifierContract,), {"patience": 0.02, "enough": 1.5})
    return told(broken_obligations(contract, *numbers, far_end=lambda: notifier.BoxOf(kind)))


def broken_by_clock(clock: type[FixedClock], *numbers: str) -> str:
    with hastily(ClockContract):
        return told(broken_obligations(ClockContract, *numbers, clock_at=lambda: clock))


def broken_by_ids(ids: type[SequentialIds], *numbers: str) -> str:
    contract = type("Contract", (IdSourceContract,), {"unguessable": issubclass(ids, world.UNGUESSABLE)})
    return told(broken_obligations(contract, *numbers, new_ids=lambda: ids))


def broken_by_attestor(key: type[PlainAttestor], *numbers: str) -> str:
    return told(
        broken_obligations(
            AttestorContract,
            *numbers,
            open_key=lambda: lambda number: key(f"key {number}"),
            open_name=lambda: key.named,
        )
    )


def told(numbers: frozenset[str]) -> str:
    return " ".join(sorted(numbers, key=lambda number: int(number[4:])))


@pytest.mark.parametrize("storage", SPOILED_STORAGES)
def test_a_spoiled_storage_is_caught(storage: type[Saboteur]) -> None:
    assert_caught(storage, broken_by_storage, STORAGES)


@pytest.mark.parametrize("store", SPOILED_DOCUMENTS)
def test_a_spoiled_document_store_is_caught(store: type[documents.Spoiler]) -> None:
    assert_caught(store, broken_by_documents, DOCUMENTS)


@pytest.mark.parametrize("kind", WRONG_NOTIFIERS)
def test_a_wrong_notifier_is_caught(kind: type[notifier.WrongNotifier]) -> None:
    assert_caught(kind, broken_by_notifier, NOTIFIERS)


@pytest.mark.parametrize("clock", WRONG_CLOCKS)
def test_a_wrong_clock_is_caught(clock: type[world.WrongClock]) -> None:
    assert_caught(clock, broken_by_clock, CLOCKS)


@pytest.mark.parametrize("ids", WRONG_SOURCES)
def test_a_wrong_source_of_identifiers_is_caught(ids: type[world.WrongIds]) -> None:
    assert_caught(ids, broken_by_ids, SOURCES)


@pytest.mark.parametrize("key", WRONG_ATTESTORS)
def test_a_wrong_key_is_caught(key: type[attestor.WrongAttestor]) -> None:
    assert_caught(key, broken_by_attestor, ATTESTORS)


def assert_caught(saboteur: Spoiled, broken_by: Callable[..., str], recorded: dict[str, str]) -> None:
    row = recorded.get(saboteur.__name__, "")
    broken = broken_by(saboteur, *([] if AT_LENGTH else row.split()))  # without a row all are tried, and it can be read
    assert set(saboteur.breaks.split()) <= set(broken.split()), f"{saboteur.__doc__} {broken or 'Nothing'} noticed."
    assert row == broken


@pytest.mark.parametrize(
    "broken",
    [
        partial(broken_by_storage, MemoryStorage),
        partial(broken_by_documents, MemoryDocuments),
        partial(broken_by_notifier, RecordingNotifier),
        partial(broken_by_clock, FixedClock),
        partial(broken_by_ids, SequentialIds),
        partial(broken_by_attestor, PlainAttestor),
    ],
    ids=["storage", "documents", "notifier", "clock", "identifiers", "attestor"],
)
def test_the_honest_one_beside_them_is_not_accused(broken: Callable[[], str]) -> None:
    assert broken() == ""


@pytest.mark.parametrize(
    "contract,spoiled",
    [
        (StorageContract, SPOILED_STORAGES),
        (DocumentContract, SPOILED_DOCUMENTS),
        (NotifierContract, WRONG_NOTIFIERS),
        (ClockContract, WRONG_CLOCKS),
        (IdSourceContract, WRONG_SOURCES),
        (AttestorContract, WRONG_ATTESTORS),
    ],
    ids=["storage", "documents", "notifier", "clock", "identifiers", "attestor"],
)
def test_every_obligation_has_a_saboteur(contract: type, spoiled: list[Spoiled]) -> None:
    assert proven_by(contract) - set(PROVEN_ELSEWHERE) == {number for one in spoiled for number in one.breaks.split()}


def test_the_tables_name_no_saboteur_that_is_gone() -> None:
    every = [
        *SPOILED_STORAGES,
        *SPOILED_DOCUMENTS,
        *WRONG_NOTIFIERS,
        *WRONG_CLOCKS,
        *WRONG_SOURCES,
        *WRONG_ATTESTORS,
    ]
    recorded = {*STORAGES, *DOCUMENTS, *NOTIFIERS, *CLOCKS, *SOURCES, *ATTESTORS}
    assert recorded == {one.__name__ for one in every}


def test_what_a_storage_declares_that_it_cannot_do_is_skipped_and_not_accused() -> None:
    fleeting = type("Contract", (StorageContract,), {"durable": False})
    with hastily(fleeting):
        broken = broken_obligations(fleeting, open_storage=lambda: partial(changes.ForgetsWhenClosed, Medium()))
    assert told(broken) == ""
