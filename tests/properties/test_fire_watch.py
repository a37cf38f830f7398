"""Any plan, any records in any order, any moment: the colour is what the watchman's book says (S9)."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.properties.naive_watch import MINUTE, judge

from registre_core.permits import Colour, RoundRecord, RoundState, WatchPlan, colour, rounds_of
from registre_core.testing.signing import a_round

END = datetime(2028, 2, 28, 23, 10, tzinfo=UTC)
"""Its rounds go on over midnight, into the 29th of February."""
PLANS = st.builds(
    WatchPlan,
    st.sets(st.integers(1, 180), min_size=1, max_size=4).map(lambda some: tuple(sorted(some))),
    st.integers(0, 40),
    st.integers(0, 40),
) | st.just(WatchPlan())


@st.composite
def moments(draw: st.DrawFn, plan: WatchPlan) -> int:
    """Microseconds after the end of work: often the very edge of a window, or one beside it."""
    name = draw(st.sampled_from(plan.rounds))
    edges = (0, name - plan.early, name, name + plan.late)
    beside = draw(st.sampled_from([-1, 0, 1, 1, 0]) | st.integers(-90 * MINUTE, 90 * MINUTE))
    return draw(st.sampled_from(edges)) * MINUTE + beside


@st.composite
def evenings(draw: st.DrawFn) -> tuple[WatchPlan, list[tuple[int, int]], int | None, int]:
    plan = draw(PLANS)
    entry = st.tuples(st.sampled_from(plan.rounds), moments(plan))
    return plan, draw(st.lists(entry, max_size=6)), draw(st.none() | moments(plan)), draw(st.randoms()).randrange(9)


def at(microseconds: int) -> datetime:
    return END + timedelta(microseconds=microseconds)


def recorded(name: int, made_at: int) -> RoundRecord:
    return a_round(name, made_at=at(made_at), recorded_at=at(made_at))


@given(evenings())
@settings(max_examples=150)
def test_the_colour_is_what_the_book_says(evening: tuple[WatchPlan, list[tuple[int, int]], int | None, int]) -> None:
    plan, book, now, turn = evening
    records = [recorded(*entry) for entry in book]
    since, moment = (None, END) if now is None else (END, at(now))
    turned = [*records[turn:], *records[:turn]][::-1]

    for order in (records, turned):
        stand = [one.state.value for one in rounds_of(plan, since, order, moment)]
        assert judge(plan.rounds, plan.early, plan.late, book, now) == (str(colour(plan, since, order, moment)), stand)


@given(evenings())
@settings(max_examples=80)
def test_as_time_passes_no_round_that_was_made_comes_undone_and_none_that_was_missed_is_forgotten(
    evening: tuple[WatchPlan, list[tuple[int, int]], int | None, int],
) -> None:
    plan, book, now, _ = evening
    records = [recorded(*entry) for entry in book]
    moment = at(now or 0)

    for earlier, later in zip(
        rounds_of(plan, END, records, moment), rounds_of(plan, END, records, moment + timedelta(hours=1)), strict=True
    ):
        settled = {RoundState.IN_TIME, RoundState.LATE, RoundState.MISSED}
        assert earlier.state not in settled or earlier.state is later.state
        assert earlier.record == later.record


@given(evenings())
@settings(max_examples=80)
def test_another_record_never_makes_it_worse(
    evening: tuple[WatchPlan, list[tuple[int, int]], int | None, int],
) -> None:
    plan, book, now, turn = evening
    records, moment = [recorded(*entry) for entry in book], at(now or 0)
    better = [Colour.RED, Colour.GREY, Colour.GREEN]
    fewer, more = (colour(plan, END, some, moment) for some in (records[turn:], records))

    assert fewer is not None
    assert more is not None
    assert better.index(fewer) <= better.index(more)
