"""P1 to P3: may this user do this, there?"""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from datetime import date
from importlib.util import find_spec
from typing import TypeAlias
from uuid import UUID

from attrs import field, frozen

from benchmarks.agreement import Peer, require_agreement
from benchmarks.databases import scratch
from benchmarks.measure import Contender, Measurement, Race, Weight
from benchmarks.peers import cedar, django_project, pycasbin
from benchmarks.rights.town import Question, Town, a_city, a_town
from registre_core.access import Action, Gate, decide
from registre_core.billing import Level, Standing, Survives
from registre_core.clients import ClientPolicy
from registre_core.kernel.actors import Actor, Client
from registre_core.kernel.identifiers import SiteId, UserId, WorkspaceId
from registre_core.rights import AccountRights, CompiledRights, Situation, User

ON = date(2026, 3, 16)
"""The day of all questions; no account ends."""
SAMPLE = 480
"""Questions that everybody answers before anybody is timed, but the slowest; the quick are timed with them, too."""
PAGES, TOWN_HALL = Client.web("1.47"), WorkspaceId(UUID(int=1))
"""Through what, and where, the front door is asked."""
Checks: TypeAlias = tuple[Action, Actor, AccountRights, SiteId]
"""What the front door is asked about."""
HUNDRED = 100
"""Questions of P3."""
SOME, FEW = 40, 4
"""Questions of one turn for those who take microseconds, and milliseconds; these answer `SOME` beforehand."""
PASSES = 20
"""How often the quick are asked in one turn, so that it takes milliseconds, as that of others."""
TOWN = 1_000
"""Users of the towns that P2 promises something for; Django is handed its user objects, and looks nobody up."""
CROWD = 100_000
"""Users of the largest town, and whose compiled rights are weighed."""
MANY = 50_000
"""Users of the town that P3 compares with one of ten."""


@frozen
class Entrant:
    """Somebody who takes part in P2."""

    enter: Callable[[Town], Peer]
    """Sets him up in a town."""
    slower: Mapping[int, float] = field(factory=dict)
    """By the number of rules: at least so many times what we take."""
    questions: int = SOME
    """Of one turn."""
    most_users: int = CROWD
    """In larger towns it sits out: to link 10,000 users takes PyCasbin nine seconds; 100,000 take it minutes."""

    @property
    def passes(self) -> int:
        """How often they are put in one turn: often where one takes nanoseconds, as it is for us."""
        return PASSES if self.questions == SAMPLE else 1


def races() -> Iterator[Measurement]:
    """Give all races about single questions."""
    small, middle, large = (
        a_town(profiles=2, rights=25, sites=2, users=TOWN),
        a_town(profiles=5, rights=50, sites=4, users=TOWN),
        _large(TOWN),
    )
    yield asking(large)
    yield reasoning(large)
    yield gating(large)
    for town in (small, middle, large, *(_large(users) for users in (10, CROWD))):
        with scratch() as url, django_project.project(url):
            yield comparing(town)
    yield growing()
    yield weighing()


def _large(users: int) -> Town:
    return a_town(profiles=10, rights=50, sites=20, users=users)


def ours(town: Town) -> Peer:
    """Enter ourselves: the rights of everybody, compiled."""
    return Peer("ours", _compiled(town).may, _plain)


def _compiled(town: Town) -> CompiledRights:
    return CompiledRights.of(town.catalogue, ON, town.profiles, town.people.items())


def asking(town: Town) -> Race:
    """P1: one question, against a set of all that is allowed. Text is hashed once, identifiers each time."""
    questions, everything = town.questions(SAMPLE), [one for one in _everything(town) if town.allows(one)]
    texts, keys = frozenset(map(_text, everything)), frozenset(map(tuple, everything))
    mine = ours(town)
    text = Peer("a set of text", lambda *asked: asked in texts, _text)
    keyed = Peer("a set of identifiers", lambda *asked: asked in keys, tuple)
    require_agreement([mine, text, keyed], questions, town.allows)
    return Race(
        f"P1 · may this user do this of that module there, {len(texts):,} tuples allowed; times are of one question",
        (
            Contender("a frozenset of 4-tuples of text", _bare(text, questions, texts), units=SAMPLE),
            Contender("the same with identifiers", _bare(keyed, questions, keys), units=SAMPLE),
            Contender("compiled rights", _asked(mine, questions), bound=3, units=SAMPLE),
        ),
        calls=10,
    )


def reasoning(town: Town) -> Race:
    """P1 with a verdict: what the front door asks of an account it knows."""
    questions, everything = town.questions(SAMPLE), [one for one in _everything(town) if town.allows(one)]
    texts, accounts = frozenset(map(_text, everything)), _accounts(town)
    text = Peer("a set of text", lambda *asked: asked in texts, _text)
    mine = Peer("a verdict", AccountRights.may, lambda one: (accounts[one.user], one.right, one.site))
    require_agreement([mine, text], questions, town.allows)
    granted = [one for one in questions if town.allows(one)]
    refused = [one for one in questions if not town.allows(one)]
    return Race(
        "P1 · with a verdict of an account that the front door knows",
        (
            Contender("a frozenset of 4-tuples of text", _bare(text, questions, texts), units=len(questions)),
            Contender("a yes", _asked(mine, granted), bound=4, units=len(granted)),
            Contender("a no, with its reason", _asked(mine, refused), bound=4, units=len(refused)),
        ),
        calls=10,
    )


def gating(town: Town) -> Race:
    """P1 with reason and billing gate: the whole answer of the front door, an orange banner beside it."""
    questions, everything = town.questions(SAMPLE), [one for one in _everything(town) if town.allows(one)]
    texts, accounts = frozenset(map(_text, everything)), _accounts(town)
    gate = Gate.of(PAGES, ClientPolicy(), Standing(Level.DUE_SOON, ON, until=ON), Survives.SAFETY)

    def words(question: Question) -> Checks:
        action, actor = Action("probe", "Essayer", question.right), Actor.user(question.user, TOWN_HALL, client=PAGES)
        return action, actor, accounts[question.user], question.site

    def ask(action: Action, actor: Actor, account: AccountRights, site: SiteId) -> bool:
        return bool(decide(action, actor, account, site, gate=gate))

    text = Peer("a set of text", lambda *asked: asked in texts, _text)
    require_agreement([Peer("the front door", ask, words), text], questions, town.allows)
    granted = [one for one in questions if town.allows(one)]
    refused = [one for one in questions if not town.allows(one)]
    return Race(
        "P1 · with reason and billing gate: the answer of the front door",
        (
            Contender("a frozenset of 4-tuples of text", _bare(text, questions, texts), units=len(questions)),
            Contender("a yes", _decided(list(map(words, granted)), gate), bound=4, units=len(granted)),
            Contender("a no, with its reason", _decided(list(map(words, refused)), gate), bound=4, units=len(refused)),
        ),
        calls=10,
    )


def _decided(asked: Sequence[Checks], gate: Gate) -> Callable[[], None]:
    """Ask the front door, one after the other."""

    def run() -> None:
        for action, actor, account, site in asked:
            decide(action, actor, account, site, gate=gate)

    return run


def _accounts(town: Town) -> Mapping[UserId, AccountRights]:
    return {
        user: AccountRights.of(
            town.catalogue,
            situation.given_to(User(user, "Zoé Müller")),
            town.profiles[situation.profile_id] if situation.profile_id else None,
            ON,
        )
        for user, situation in town.people.items()
    }


def _everything(town: Town) -> Iterator[Question]:
    for user in town.people:
        for right in sorted(town.given(user)):
            for site in town.sites_of(user):
                yield Question.about(user, right, site)


def _plain(question: Question) -> Sequence[object]:
    return question.user, question.right, question.site


def _text(question: Question) -> tuple[str, ...]:
    return tuple(map(str, question))


def _bare(peer: Peer, questions: Sequence[Question], allowed: Collection[object]) -> Callable[[], None]:
    """Ask without calling anything."""
    asked = [tuple(peer.words(question)) for question in questions]

    def run() -> None:
        for user, module, verb, site in asked:
            (user, module, verb, site) in allowed  # noqa: B015  # what is timed

    return run


def _asked(peer: Peer, questions: Sequence[Question], passes: int = 1) -> Callable[[], None]:
    """Ask one after the other, the words found before; more than once where once is too short a turn."""
    asked, ask = [tuple(peer.words(question)) for question in questions] * passes, peer.ask

    def run() -> None:
        for words in asked:
            ask(*words)

    return run


def comparing(town: Town) -> Race:
    """P2: the same questions put to everybody; to those who are slow, the first of them."""
    mine, questions = ours(town), town.questions(SAMPLE)
    invited = _entrants()
    entrants = [(one, one.enter(town)) for one in invited if len(town.people) <= one.most_users]
    absent = " (PyCasbin sits out: to link so many takes it minutes)" if len(entrants) < len(invited) else ""
    require_agreement([mine], questions, town.allows)
    for entrant, peer in entrants:
        require_agreement([peer], questions[: SOME if entrant.questions == FEW else SAMPLE], town.allows)
    contenders = (
        Contender(
            peer.name,
            _asked(peer, questions[: entrant.questions], entrant.passes),
            slower=entrant.slower.get(town.rules) if len(town.people) == TOWN else None,
            units=entrant.questions * entrant.passes,
        )
        for entrant, peer in entrants
    )
    return Race(
        f"P2 · {town.rules:,} rules, {len(town.people):,} users{absent}; times are of one question",
        (Contender(mine.name, _asked(mine, questions, PASSES), units=SAMPLE * PASSES), *contenders),
        rounds=10,
        calls=1,
    )


def _entrants() -> Sequence[Entrant]:
    return (
        Entrant(pycasbin.enforcer, {10_000: 10_000}, FEW, TOWN),
        Entrant(pycasbin.fast_enforcer, {10_000: 100}, SOME, TOWN),
        Entrant(pycasbin.fast_enforcer_with_few_rules, {}, SOME, TOWN),
        *_oso(),
        Entrant(cedar.policy_per_profile, {100: 100}),
        Entrant(cedar.policy_per_right),
        Entrant(django_project.has_perm, {10_000: 5}, SAMPLE),
    )


def _oso() -> Sequence[Entrant]:
    """Invite oso where it runs: there are no wheels for Python 3.13 and later."""
    if find_spec("oso") is None:
        return ()
    from benchmarks.peers import polar

    return Entrant(polar.methods, {10_000: 100}), Entrant(polar.resource_block)


def growing() -> Race:
    """P3: what a question costs where fifty thousand work, against where ten do."""
    small, large = _large(10), _large(MANY)
    few, many = ours(small), ours(large)
    require_agreement([few], small.questions(HUNDRED), small.allows)
    require_agreement([many], large.questions(MANY), large.allows)
    return Race(
        f"P3 · more users, {HUNDRED} questions over and over; times are of one question",
        (
            Contender("10 users", _asked(few, small.questions(HUNDRED)), units=HUNDRED),
            Contender(f"{MANY:,} users", _asked(many, large.questions(HUNDRED)), bound=1.3, units=HUNDRED),
            Contender(f"{MANY:,} users, another each time", _asked(many, large.questions(MANY)), units=MANY, turns=5),
        ),
        calls=20,
    )


def weighing() -> Weight:
    """P3: what the compiled rights of a crowd take once what was read is gone, every number and site included."""
    city = a_city(profiles=20, users=CROWD, variants=50)
    kinds = len(set(city.people.values()))
    tracemalloc.start()
    try:
        rights = CompiledRights.of(city.catalogue, ON, city.profiles, _as_read(city))
        gc.collect()
        taken, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(rights.held) == CROWD
    return Weight(f"P3 · compiled rights of {CROWD:,} users in {kinds:,} situations, a user", taken / CROWD, 150)


def _as_read(city: Town) -> Iterator[tuple[UserId, Situation]]:
    """Give everybody as a database does: numbers and values that nothing else holds."""
    made: dict[Situation, Situation] = {}
    for user, situation in city.people.items():
        if situation not in made:
            made[situation] = deepcopy(situation)
        yield UserId(UUID(bytes=user.bytes)), made[situation]
