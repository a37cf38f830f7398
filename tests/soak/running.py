"""Deliverers are killed and restarted, again and again, until nothing waits; then what arrived is judged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.context import ForkProcess
from pathlib import Path
from random import Random
from time import monotonic, sleep

from attrs import define, field, frozen
from tests.soak.moods import Arrival, Mood, arrivals_in
from tests.soak.servers import FORK, machine, post_office, serving
from tests.soak.world import JOB, Expected, Lane, World, fates, filled, waiting

A_MOMENT = 0.05
"""Seconds that a deliverer pauses when nothing is due."""


@frozen
class Plan:
    """How much is carried, and how often it is disturbed."""

    notices: int = 10_000
    workspaces: int = 40
    deliverers: int = 4
    every: tuple[float, float] = (0.2, 1.2)
    """Seconds between two kills, at least and at most."""
    seconds: float = 7_200
    """Then whatever still waits is lost."""


@frozen
class Figures:
    """What it came to, and everything that is wrong with it."""

    seed: int
    notices: int
    arrivals: int
    kills: int
    seconds: float
    moods: Mapping[Mood, int]
    wrong: tuple[str, ...]

    def told(self) -> str:
        """Say it in a few lines."""
        moods = ", ".join(f"{mood.value} {self.moods.get(mood, 0)}" for mood in Mood)
        rate = self.notices / self.seconds
        return (
            f"{self.notices} notices, {self.arrivals} arrivals ({self.arrivals - self.notices} repeats), "
            f"{self.kills} deliverers killed, {self.seconds:.0f} s, {rate:.0f} a second (seed {self.seed})\n"
            f"  the servers: {moods}\n  "
            + ("every key arrived, in order, each repeat the same" if not self.wrong else "\n  ".join(self.wrong))
        )


def soak(storage: str, folder: Path, plan: Plan, seed: int) -> Figures:
    """Carry all of it, whatever happens, on a database that is ready."""
    logs = folder / "mails.jsonl", folder / "callbacks.jsonl"
    random = Random(seed)  # noqa: S311  # no secret
    with serving(post_office, logs[0], f"{seed} mail") as mail, serving(machine, logs[1], f"{seed} callbacks") as web:
        world = World(storage, folder, mail, web)
        expected = filled(world, plan.notices, plan.workspaces, random)
        begun = monotonic()
        with delivering(world, plan.deliverers) as crew:
            left = _disturbed(crew, plan, random)
        seconds = monotonic() - begun
    books = [arrivals_in(log) for log in logs]
    arrivals = [one for taken, _ in books for one in taken]
    wrong = (*judged(expected, arrivals), *_unsettled(world, left))
    moods = Counter(mood for _, seen in books for mood in seen)
    return Figures(seed, len(expected), len(arrivals), crew.kills, seconds, moods, wrong)


@define
class Crew:
    """Processes that carry, each forked anew when it was killed."""

    world: World
    processes: list[ForkProcess] = field(factory=list)
    kills: int = 0

    def start(self) -> None:
        """Let one more carry."""
        process = FORK.Process(target=_deliver, args=(self.world,), daemon=True)
        process.start()
        self.processes.append(process)

    def kill(self, place: int) -> None:
        """Kill one at whatever it does, and start another."""
        process = self.processes.pop(place)
        process.kill()
        process.join()
        self.kills += 1
        self.start()


@contextmanager
def delivering(world: World, number: int) -> Iterator[Crew]:
    """Let so many carry meanwhile."""
    crew = Crew(world)
    for _ in range(number):
        crew.start()
    try:
        yield crew
    finally:
        for process in crew.processes:
            process.kill()
            process.join()


def _deliver(world: World) -> None:
    with world.open() as registre:
        while True:
            registre.deliveries.deliver(JOB)
            sleep(A_MOMENT)


def _disturbed(crew: Crew, plan: Plan, random: Random) -> int:
    """Kill one after the other until nothing waits, or it has taken too long; give what waits then."""
    ends = monotonic() + plan.seconds
    while (left := waiting(crew.world)) and monotonic() < ends:
        sleep(random.uniform(*plan.every))
        crew.kill(random.randrange(plan.deliverers))
    return left


def judged(expected: Iterable[Expected], arrivals: Iterable[Arrival]) -> Iterator[str]:
    """Tell everything that is wrong with what arrived: lost, foreign, changed, misdirected or out of order."""
    known = {one.key: one for one in expected}
    first: dict[str, tuple[int, Arrival]] = {}
    for place, arrival in enumerate(arrivals):
        if arrival.key not in known:
            yield f"nobody queued {arrival.key}"
            continue
        _, same = first.setdefault(arrival.key, (place, arrival))
        if same != arrival:
            yield f"{arrival.key} came again, and was another"
        if arrival.recipient != known[arrival.key].lane.recipient:
            yield f"{arrival.key} came to somebody else"
    yield from (f"{key} was lost" for key in known.keys() - first.keys())
    yield from _out_of_order(known.values(), {key: place for key, (place, _) in first.items()})


def _out_of_order(expected: Iterable[Expected], places: Mapping[str, int]) -> Iterator[str]:
    lanes: dict[Lane, list[Expected]] = defaultdict(list)
    for one in expected:
        lanes[one.lane].append(one)
    for lane in lanes.values():
        came = [places[one.key] for one in sorted(lane, key=lambda one: one.place) if one.key in places]
        if came != sorted(came):
            yield f"what {lane[0].lane.recipient} was told of {lane[0].lane.subject} came out of order"


def _unsettled(world: World, left: int) -> Iterator[str]:
    if left:
        yield f"{left} still wait"
    others = Counter(fates(world))
    del others["delivered"]
    yield from (f"{number} are {fate}" for fate, number in others.items())
