"""A bound that is missed is said, whichever side it is on: a table that always holds would promise nothing."""

from collections.abc import Callable

import pytest
from benchmarks.measure import Contender, Race, Score, Weight, measured, report


class Watch:
    """A clock that only moves when somebody works."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    def work(self, seconds: float) -> Callable[[], None]:
        def run() -> None:
            self.now += seconds

        return run


@pytest.fixture(autouse=True)
def _nothing_is_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is timed here, and to look for garbage among all there is in a run of tests takes a fifth of a second."""
    monkeypatch.setattr("gc.collect", lambda: 0)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.mark.parametrize(
    "seconds, bound, slower, held",
    [
        (2, 2, None, True),
        (2, 1.9, None, False),
        (200, None, 200, True),
        (200, None, 201, False),
        (3, 4, 2, True),
        (5, 4, 2, False),
        (1, 4, 2, False),
        (1000, None, None, True),
    ],
)
def test_a_ratio_is_held_against_each_bound_there_is(
    watch: Watch, seconds: float, bound: float | None, slower: float | None, *, held: bool
) -> None:
    other = Contender("other", watch.work(seconds), bound=bound, slower=slower)
    assert held == report(Race("a race", (Contender("reference", watch.work(1)), other), rounds=1, clock=watch))


def test_what_was_missed_is_said(watch: Watch, capsys: pytest.CaptureFixture[str]) -> None:
    contenders = (
        Contender("reference", watch.work(1)),
        Contender("peer", watch.work(20_000), slower=30_000, turns=1),
        Contender("ours", watch.work(2), bound=3),
    )
    report(Race("a race", contenders, rounds=3, clock=watch))
    peer, ours = capsys.readouterr().out.splitlines()[-2:]
    assert "20,000 (20,000 … 20,000)" in peer
    assert peer.endswith("≥ 30,000 MISSED (1 of the rounds)")
    assert ours.endswith("≤ 3 held")


@pytest.mark.parametrize("rounds, turns, taken", [(5, None, 5), (6, 1, 1), (8, 3, 3), (3, 5, 3), (4, 4, 4)])
def test_who_has_few_turns_takes_exactly_these(watch: Watch, rounds: int, turns: int | None, taken: int) -> None:
    slow = Contender("slow", watch.work(100), turns=turns)
    _, timing = measured(Race("a race", (Contender("reference", watch.work(1)), slow), rounds=rounds, clock=watch))
    assert taken == len(timing.rounds)
    assert set(timing.rounds) <= set(range(rounds))


def test_who_has_few_turns_is_not_warmed_up(watch: Watch) -> None:
    calls: list[str] = []
    quick, slow = (
        Contender("quick", lambda: calls.append("quick")),
        Contender("slow", lambda: calls.append("slow"), turns=1),
    )
    measured(Race("a race", (quick, slow), rounds=4, calls=1, clock=watch))
    assert 5 == calls.count("quick")
    assert 1 == calls.count("slow")


def test_a_turn_is_compared_with_the_reference_of_its_own_round(watch: Watch) -> None:
    """A second in which everything was ten times as slow slows both."""
    speeds = iter([1, 1, 1, 10, 1])

    def reference() -> None:
        watch.now += next(speeds)

    def peer() -> None:
        watch.now += 30

    contenders = (Contender("reference", reference, turns=4), Contender("peer", peer, slower=30, turns=1))
    assert report(Race("a race", contenders, rounds=4, calls=1, clock=watch))


@pytest.mark.parametrize(
    "figure, bound, held", [(149.6, 150, True), (150, 150, True), (150.1, 150, False), (9e9, None, True)]
)
def test_a_weight_is_held_against_its_bound(figure: float, bound: float | None, *, held: bool) -> None:
    assert held == report(Weight("something", figure, bound))


@pytest.mark.parametrize(
    "figure, least, held", [(0.9, 0.9, True), (0.899, 0.9, False), (21, 20, True), (0, None, True)]
)
def test_a_score_is_held_against_what_it_has_to_reach(figure: float, least: float | None, *, held: bool) -> None:
    assert held == report(Score("something", figure, least))


def test_what_a_score_is_a_part_of_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    report(Score("exact", 19, 20, "of 21"))
    assert "exact: 19 of 21, ≥ 20 MISSED" in capsys.readouterr().out


def test_a_weight_names_its_unit(capsys: pytest.CaptureFixture[str]) -> None:
    report(Weight("the slowest", 3, 20, "s"))
    assert "the slowest: 3 s, ≤ 20 held" in capsys.readouterr().out
