"""What becomes of a notice after each way in which carrying it ends."""

from datetime import UTC, datetime, timedelta

import pytest

from registre_core import AdapterFailure, ConfigurationError, IntegrityBreach, InvalidInput, NotFound
from registre_core.kernel.errors import RegistreError
from registre_core.notices import DeliveryPolicy
from registre_core.ports.storage import Fate
from registre_core.services.deliveries.outcomes import Try

NOW = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
POLICY = DeliveryPolicy(tries=3, urgent_tries=5)
A_MINUTE = timedelta(minutes=1)

BUSY = AdapterFailure("delivery-postponed", "nobody answers", retryable=True)
REFUSED = AdapterFailure("delivery-refused", "no such recipient")
GONE = AdapterFailure("recipient-gone", "nobody will ever answer here again")
CLOSED = AdapterFailure("notifier-closed", "open another")
LACKING = ConfigurationError("no-words", "name something that words notices")
MALFORMED = InvalidInput.at("recipient", "not-one-line", "a recipient stands on one line")


def the_try(number: int = 1, *, urgent: bool = False) -> Try:
    return Try(number, NOW, POLICY, 0.0, urgent=urgent)


@pytest.mark.parametrize("error", [BUSY, CLOSED, NotFound("document-not-found", "gone"), MALFORMED])
def test_what_may_pass_is_tried_again(error: RegistreError) -> None:
    outcome = the_try().after(error)

    assert (Fate.WAITING, NOW + A_MINUTE, error.code) == (outcome.fate, outcome.until, outcome.failure)


@pytest.mark.parametrize("error", [REFUSED, GONE])
def test_what_no_second_try_changes_is_given_up_at_once(error: RegistreError) -> None:
    outcome = the_try().after(error)

    assert (Fate.GIVEN_UP, error.code) == (outcome.fate, outcome.failure)


@pytest.mark.parametrize("number, fate", [(1, Fate.WAITING), (2, Fate.WAITING), (3, Fate.GIVEN_UP)])
def test_the_last_try_is_the_last(number: int, fate: Fate) -> None:
    assert fate is the_try(number).after(BUSY).fate


def test_a_safety_notice_is_tried_more_often() -> None:
    assert Fate.WAITING is the_try(4, urgent=True).after(BUSY).fate
    assert Fate.GIVEN_UP is the_try(5, urgent=True).after(BUSY).fate


@pytest.mark.parametrize("error", [MALFORMED, NotFound("site-not-found", "gone"), ZeroDivisionError()])
def test_a_safety_notice_that_is_amiss_itself_soon_frees_those_behind_it(error: Exception) -> None:
    """A server that is away would keep the others, too; a template that is broken keeps nobody but this one."""
    fates = [the_try(number, urgent=True).after(error).fate for number in (1, 2, 3)]

    assert [Fate.WAITING, Fate.WAITING, Fate.GIVEN_UP] == fates


def test_what_the_host_lacks_counts_against_no_notice_however_often_it_was_tried() -> None:
    outcome = the_try(3).after(LACKING)

    assert (Fate.WAITING, None, LACKING) == (outcome.fate, outcome.failure, outcome.trouble)


@pytest.mark.parametrize("error", [BUSY, REFUSED, GONE])
def test_what_far_ends_do_every_day_troubles_nobody(error: RegistreError) -> None:
    assert the_try().after(error).trouble is None


def test_what_waiting_does_not_mend_is_told_and_tried_again_all_the_same() -> None:
    error = AdapterFailure("delivery-postponed", "it offers no STARTTLS", {"mend": "tls"}, retryable=True)
    outcome = the_try().after(error)

    assert (Fate.WAITING, error) == (outcome.fate, outcome.trouble)


@pytest.mark.parametrize("error", [BUSY, REFUSED])
def test_of_a_safety_notice_each_failure_is_somebody_s_to_look_at(error: RegistreError) -> None:
    assert error is the_try(urgent=True).after(error).trouble


@pytest.mark.parametrize("error", [CLOSED, MALFORMED, IntegrityBreach("document-altered", "")])
def test_what_is_amiss_on_this_side_is_told(error: RegistreError) -> None:
    assert error is the_try().after(error).trouble


def test_an_error_that_no_contract_knows_is_told_without_its_words_which_may_name_people() -> None:
    outcome = the_try().after(ZeroDivisionError("anne@exemple.fr"))

    assert outcome.trouble is not None
    assert (Fate.WAITING, "carrier-broken") == (outcome.fate, outcome.failure)
    assert "anne" not in str(outcome.trouble)


@pytest.mark.parametrize(
    "asked, waits",
    [(5, A_MINUTE), (600, timedelta(minutes=10)), (10**30, A_MINUTE), (10**8, timedelta(hours=6)), ("600", A_MINUTE)],
)
def test_a_far_end_that_says_when_to_come_back_is_heard_within_reason(asked: int | str, waits: timedelta) -> None:
    busy = AdapterFailure("delivery-postponed", "come back", {"retry_after": asked}, retryable=True)

    assert NOW + waits == the_try().after(busy).until


def test_one_that_nobody_lived_to_tell_of_is_given_up_before_it_kills_again() -> None:
    assert not the_try(3).is_one_too_many
    assert the_try(4).is_one_too_many
    assert (Fate.GIVEN_UP, "tries-exhausted") == (the_try(4).exhausted.fate, the_try(4).exhausted.failure)
