"""A history of transactions, told to several storages side by side: they must answer alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date, timedelta
from functools import partial
from itertools import count
from operator import methodcaller
from typing import Any

from attrs import evolve, frozen
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from registre_core.kernel.errors import RegistreError
from registre_core.kernel.identifiers import SiteId
from registre_core.ports.storage import (
    Claim,
    Fate,
    FindingOrder,
    InterventionOrder,
    NamedOrder,
    Notice,
    Order,
    Storage,
)
from registre_core.register import Entry, Head
from registre_core.rights import Situation, User
from registre_core.testing.builders import (
    IDS,
    a_contact,
    a_contractor,
    a_document,
    a_finding,
    a_notice,
    a_personal_part,
    a_profile,
    a_site,
    a_user,
    a_workspace,
    an_entry,
    an_intervention,
)
from registre_core.testing.contracts.storage.furniture import Everything, every
from registre_core.testing.memory.world import A_MONDAY_MORNING

TOWNS = st.integers(0, 2)
"""Which of three workspaces; at first none of them is there."""

PICKS = st.integers(0, 9)
"""Which one of those that were ever made, in this workspace or another, kept or given up."""

KINDS = ("site", "contractor", "contact", "profile", "user", "intervention", "finding")
CHANGING = ("site", "contact", "profile", "user", "intervention")
ORDERS: Mapping[str, type[Order]] = {"intervention": InterventionOrder, "finding": FindingOrder}
NAMES = ("Gardien", " GARDIEN", "Électricien", "electricien", "Maire")
RECIPIENTS = ("helene@exemple.fr", "Helene@exemple.fr", "paul@exemple.fr")

TOO_LATE: tuple[Callable[[Any], object], ...] = (
    lambda tx: tx.sites.add(a_site()),
    lambda tx: tx.users.page(),
    lambda tx: tx.register.head(),
    lambda tx: tx.outbox.pending(),
    lambda tx: tx.commit(),
)

FORGETTING: Mapping[str, Callable[[Any, Any], object]] = {
    "entry": lambda entry, tx: [tx.register.forget(part.person) for part in entry.personal],
    "notice": lambda notice, tx: tx.outbox.drop(notice.recipient),
    "finding": lambda finding, tx: tx.findings.forget_creator(finding.created_by.person.id),
}

CHANGING_A_USER: Mapping[str, Callable[[User, User], User]] = {
    "erase": lambda user, _: user.erased(),
    "lock": lambda user, _: evolve(user, locked=True),
    "free": lambda user, _: evolve(user, locked=False),
    "alike": lambda user, other: user if user.is_erased else Situation.of(other).given_to(user),
}

CARRYING: Mapping[str, Callable[[Claim, Notice, Any], object]] = {
    "held": lambda claim, notice, door: door.hold(claim, notice, until=claim.until + timedelta(minutes=2)),
    "postponed": lambda claim, notice, door: door.postpone(claim, notice, until=claim.until, failure="server-busy"),
    "given back": lambda claim, notice, door: door.postpone(claim, notice, until=A_MONDAY_MORNING),
    "delivered": lambda claim, notice, door: door.settle(claim, notice, Fate.DELIVERED, at=claim.until),
    "moot": lambda claim, notice, door: door.settle(claim, notice, Fate.MOOT, at=claim.until),
    "given up": lambda claim, notice, door: door.settle(
        claim, notice, Fate.GIVEN_UP, at=claim.until, failure="refused"
    ),
}


@frozen
class Refusal:
    """What an error tells a caller."""

    family: type[RegistreError]
    code: str


@frozen
class Side:
    """Something open on every storage side by side, such as a transaction."""

    contexts: Mapping[str, AbstractContextManager[Any]]
    inside: Mapping[str, Any]

    def ask(self, question: Callable[[Any], Any]) -> Any:  # noqa: ANN401  # whatever is asked
        """Ask the same on every storage, and give the answer they agree on."""
        return agreed({name: answer(question, thing) for name, thing in self.inside.items()})

    def leave(self, error: Exception | None = None) -> None:
        """Leave it on every storage, as an error does if there is one."""
        for context in self.contexts.values():
            assert not context.__exit__(type(error) if error else None, error, None)


def answer(question: Callable[[Any], Any], thing: Any) -> Any:  # noqa: ANN401
    try:
        return question(thing)
    except RegistreError as error:
        return Refusal(type(error), error.code)


def some_situations(tx: Any, number: int) -> list[Situation]:  # noqa: ANN401  # a transaction or a snapshot
    """Name the same situations on every storage, one that nobody is in among them."""
    found = sorted((situation for situation, _ in tx.users.situations()), key=rank)
    return [Situation(denials=frozenset({"ghosts.haunt"})), *found][:number]


def rank(one: Situation) -> tuple[object, ...]:
    """Put situations into an order, whatever it is."""
    sites = "all" if one.sites is None else str(sorted(map(str, one.sites)))
    return str(one.profile_id), sites, one.active, one.locked, str(one.expires_on)


def agreed(answers: Mapping[str, Any]) -> Any:  # noqa: ANN401
    first, *others = answers.values()
    assert all(other == first for other in others), answers
    return first


class Histories(RuleBasedStateMachine):
    """One history, told to several storages at once. One change is open at a time, beside any number of snapshots."""

    def __init__(self, storages: Mapping[str, Storage]) -> None:
        super().__init__()
        self.storages = storages
        self.workspaces = [a_workspace() for _ in range(3)]
        self.made: dict[str, list[Any]] = {kind: [] for kind in (*KINDS, "entry", "notice")}
        self.change: Side | None = None
        self.where = self.workspaces[0].id
        self.snapshots: list[Side] = []
        self.claims: list[Claim] = []
        self.foundings = 0
        self.subjects = (IDS.new(), IDS.new())

    # ---- beginning and ending ----------------------------------------------------------------------------------------

    def opened(self, open_on: Callable[[Storage], AbstractContextManager[Any]]) -> Side | None:
        """Open something on every storage, unless all of them refuse."""
        contexts = {name: open_on(storage) for name, storage in self.storages.items()}
        inside = {name: answer(lambda context: context.__enter__(), context) for name, context in contexts.items()}
        refused = {name: given for name, given in inside.items() if isinstance(given, Refusal)}
        if not refused:
            return Side(contexts, inside)
        assert refused.keys() == inside.keys(), inside
        agreed(refused)
        return None

    @initialize()
    def begin_with_two_towns(self) -> None:
        for storage in self.storages.values():
            give_up_everything(storage)
        for town in (0, 1):
            self.found(town, with_itself=True)
            self.append("next", 1)
            for kind in KINDS:
                self.add(kind, 1, 1)
                self.add(kind, 2, 2)
            self.queue("new", 0)
            self.end("commit", 0)

    @precondition(lambda self: self.change is None and self.foundings < len(self.workspaces) + 3)
    @rule(town=TOWNS, with_itself=st.sampled_from([True, True, False]))
    def found(self, town: int, *, with_itself: bool) -> None:
        new = self.workspaces[town]
        self.foundings += 1
        self.change, self.where = self.opened(lambda storage: storage.found(new.id)), new.id
        if self.change and with_itself:
            self.change.ask(lambda tx: tx.workspace.add(new))
        elif self.change:
            assert "workspace-not-found" == self.change.ask(lambda tx: tx.commit()).code
            self.change.leave()
            self.change = None

    @precondition(lambda self: self.change is None)
    @rule(town=TOWNS)
    def begin(self, town: int) -> None:
        self.where = self.workspaces[town].id
        self.change = self.opened(methodcaller("begin", self.where))

    @precondition(lambda self: self.change)
    @rule(fate=st.sampled_from(["commit", "commit", "give up", "fail"]), which=PICKS)
    def end(self, fate: str, which: int) -> None:
        assert self.change
        ended, self.change = self.change, None
        if "commit" in fate:
            ended.ask(lambda tx: tx.commit())
        ended.leave(RuntimeError("the caller's own") if "fail" in fate else None)
        late = TOO_LATE[which % len(TOO_LATE)]
        assert "transaction-closed" == ended.ask(late).code

    @precondition(lambda self: len(self.snapshots) < 3)
    @rule(town=TOWNS)
    def open_a_snapshot(self, town: int) -> None:
        if snapshot := self.opened(lambda storage: storage.read(self.workspaces[town].id)):
            self.snapshots.append(snapshot)

    @precondition(lambda self: self.snapshots)
    @rule(pick=PICKS)
    def close_a_snapshot(self, pick: int) -> None:
        self.snapshots.pop(pick % len(self.snapshots)).leave()

    # ---- looking -----------------------------------------------------------------------------------------------------

    def seen(self, pick: int) -> Side:
        """Give the open change, or one of the snapshots."""
        sides = [side for side in (self.change, *self.snapshots) if side]
        return sides[pick % len(sides)]

    @precondition(lambda self: self.change or self.snapshots)
    @rule(pick=PICKS)
    def look_around(self, pick: int) -> None:
        self.seen(pick).ask(Everything.in_)

    @precondition(lambda self: self.change or self.snapshots)
    @rule(pick=PICKS, kind=st.sampled_from(KINDS), which=PICKS)
    def look_one_up(self, pick: int, kind: str, which: int) -> None:
        identifier = self.some(kind, which)
        self.seen(pick).ask(lambda tx: getattr(tx, f"{kind}s").get(identifier))

    @precondition(lambda self: self.change or self.snapshots)
    @rule(pick=PICKS, kind=st.sampled_from(KINDS), which=PICKS)
    def leaf_through(self, pick: int, kind: str, which: int) -> None:
        orders = tuple(ORDERS.get(kind, NamedOrder))
        order = orders[which % len(orders)]
        self.seen(pick).ask(lambda tx: every(getattr(tx, f"{kind}s").page, order=order, limit=2))

    @precondition(lambda self: self.change or self.snapshots)
    @rule(pick=PICKS, which=PICKS)
    def ask_about_everybody(self, pick: int, which: int) -> None:
        side, profile = self.seen(pick), self.some("profile", which)
        side.ask(lambda tx: tx.users.version())
        side.ask(lambda tx: tx.users.numbers([profile]))
        side.ask(lambda tx: frozenset(tx.users.situations(profile)))
        side.ask(lambda tx: list(tx.users.everybody()))
        side.ask(lambda tx: every(tx.users.page, among=some_situations(tx, which % 4), order=NamedOrder.NAME, limit=2))

    @precondition(lambda self: self.change or self.snapshots)
    @rule(pick=PICKS, which=st.lists(PICKS, max_size=3))
    def ask_for_several(self, pick: int, which: list[int]) -> None:
        asked = [self.some("user", one) for one in which]
        self.seen(pick).ask(lambda tx: tx.users.several(asked))
        self.seen(pick).ask(lambda tx: tx.users.addresses([f"AGENT{one}@exemple.fr" for one in which]))

    @precondition(lambda self: self.change or self.snapshots)
    @rule(pick=PICKS, which=PICKS)
    def ask_whether_an_entry_arrived(self, pick: int, which: int) -> None:
        known = self.made["entry"]
        identifier = known[which % len(known)].heading.id if known else IDS.new()
        self.seen(pick).ask(lambda tx: tx.register.holds(identifier))

    # ---- writing -----------------------------------------------------------------------------------------------------

    def some(self, kind: str, which: int) -> Any:  # noqa: ANN401  # an identifier
        """Name one that was made before, 1 the last of them, or one that nobody ever made."""
        known = self.made[kind]
        return known[-(1 + (which - 1) % len(known))].id if known and which else IDS.new()

    def new(self, kind: str, one: int, other: int) -> Any:  # noqa: ANN401, PLR0911  # an entity of each kind
        """Make one that names others, there or not."""
        maybe = None if other == 9 else other
        match kind:
            case "site":
                return a_site(name=NAMES[one % len(NAMES)])
            case "contractor":
                return a_contractor(name=NAMES[other % len(NAMES)])
            case "contact":
                return a_contact(contractor_id=None if maybe is None else self.some("contractor", maybe))
            case "profile":
                return a_profile(name=NAMES[one % len(NAMES)])
            case "user":
                profile = None if maybe is None else self.some("profile", maybe)
                sites = (None, frozenset[SiteId](), frozenset({self.some("site", one)}))[one % 3]
                expires_on = None if one % 2 else A_MONDAY_MORNING.date()
                email = f"Agent{one}@exemple.fr"
                return a_user(profile_id=profile, sites=sites, email=email, locked=one > 6, expires_on=expires_on)
            case "intervention":
                contacts = dict.fromkeys(self.some("contact", which) for which in (1, maybe, one) if which)
                return an_intervention(site_id=self.some("site", one), contacts=tuple(contacts))
        when = A_MONDAY_MORNING + timedelta(microseconds=one)
        site, origin = self.some("site", one), self.some("intervention", other)
        return a_finding(site_id=site, intervention_id=origin, created_at=when)

    @precondition(lambda self: self.change)
    @rule(kind=st.sampled_from(KINDS), one=PICKS, other=PICKS)
    def add(self, kind: str, one: int, other: int) -> None:
        self.put(kind, self.new(kind, one, other))

    @precondition(lambda self: self.change)
    @rule(kind=st.sampled_from(KINDS), which=PICKS)
    def add_again(self, kind: str, which: int) -> None:
        if known := self.made[kind]:
            self.put(kind, known[which % len(known)])

    def put(self, kind: str, thing: Any) -> None:  # noqa: ANN401  # an entity
        assert self.change
        self.change.ask(lambda tx: getattr(tx, f"{kind}s").add(thing))
        self.made[kind].append(thing)

    @precondition(lambda self: self.change)
    @rule(kind=st.sampled_from(CHANGING), which=PICKS, older=st.sampled_from([0, 0, 0, 1, -1]), name=PICKS)
    def save(self, kind: str, which: int, older: int, name: int) -> None:
        assert self.change
        known = self.made[kind]
        if not known:
            return
        place = -(1 + which % len(known))
        thing = evolve(self.changed(kind, known[place], name), version=max(1, known[place].version - older))
        saved = self.change.ask(lambda tx: getattr(tx, f"{kind}s").save(thing))
        if not isinstance(saved, Refusal):
            known[place] = saved

    def changed(self, kind: str, thing: Any, name: int) -> Any:  # noqa: ANN401  # an entity
        match kind:
            case "site":
                return evolve(thing, closed_on=None if thing.closed_on else date(2026, 7, 1 + name))
            case "contact":
                return evolve(thing, contractor_id=self.some("contractor", name))
            case "profile":
                return evolve(thing, name=NAMES[name % len(NAMES)])
            case "user":
                profile = self.some("profile", name) if name % 3 else None
                sites = frozenset({self.some("site", name)})
                return evolve(thing, name="De retour", profile_id=profile, sites=sites)  # also who was erased
        return evolve(thing, reports=(*thing.reports, a_document(bytes([len(thing.reports)]))))

    @precondition(lambda self: self.change)
    @rule(which=st.lists(st.tuples(PICKS, PICKS), max_size=3), again=st.booleans())
    def add_several(self, which: list[tuple[int, int]], *, again: bool) -> None:
        assert self.change
        users = [self.new("user", one, other) for one, other in which]
        several = [*users, *self.made["user"][-1:]] if again else users
        self.change.ask(lambda tx: tx.users.add_all(several))
        self.made["user"] += users

    @precondition(lambda self: self.change)
    @rule(which=st.lists(st.tuples(PICKS, PICKS), max_size=4))
    def save_several(self, which: list[tuple[int, int]]) -> None:
        assert self.change
        known = self.made["user"]
        places = [-(1 + one % len(known)) for one, _ in which]
        users = [self.changed("user", known[place], name) for place, (_, name) in zip(places, which, strict=True)]
        saved = self.change.ask(lambda tx: tx.users.save_all(users))
        if not isinstance(saved, Refusal):
            for place, user in zip(places, saved, strict=True):
                known[place] = user

    @precondition(lambda self: self.change)
    @rule(which=PICKS, how=st.sampled_from(["erase", "lock", "free", "alike"]))
    def change_a_user(self, which: int, how: str) -> None:
        assert self.change
        known = self.made["user"]
        place = -(1 + which % len(known))
        user = known[place]
        changed = CHANGING_A_USER[how](user, known[0])
        saved = self.change.ask(lambda tx: tx.users.save(changed))
        if not isinstance(saved, Refusal):
            known[place] = saved

    @precondition(lambda self: self.change)
    @rule(which=PICKS)
    def remove_a_profile(self, which: int) -> None:
        assert self.change
        known = self.made["profile"]
        profile = known[-(1 + which % len(known))]
        self.change.ask(lambda tx: tx.profiles.remove(profile))

    @precondition(lambda self: self.change)
    @rule(how=st.sampled_from(["next", "next", "next", "gap", "fork", "elsewhere", "again", "same name"]), which=PICKS)
    def append(self, how: str, which: int) -> None:
        assert self.change
        head = self.change.ask(lambda tx: tx.register.head())
        if isinstance(head, Refusal):
            return
        entry = self.entry(how, head, which)
        self.change.ask(lambda tx: tx.register.append(entry))
        self.made["entry"].append(entry)

    def entry(self, how: str, head: Head, which: int) -> Entry:
        known: list[Entry] = self.made["entry"]
        if how == "again" and known:
            return known[which % len(known)]
        if how == "same name" and known:
            return an_entry(self.where, head, id=known[which % len(known)].heading.id)
        end = {"gap": evolve(head, number=head.number + 1), "fork": evolve(head, link=bytes(32))}.get(how, head)
        where = self.workspaces[which % 3].id if how == "elsewhere" else self.where
        return an_entry(where, end, personal=[a_personal_part() for _ in range(which % 3)])

    @precondition(lambda self: self.change)
    @rule(how=st.sampled_from(["new", "new", "urgent", "part", "same key", "same name", "again"]), which=PICKS)
    def queue(self, how: str, which: int) -> None:
        assert self.change
        known = self.made["notice"]
        when = A_MONDAY_MORNING + timedelta(microseconds=len(known))  # who is due first is no matter of luck
        notice = a_notice(recipient=RECIPIENTS[which % 3], subject_id=self.subjects[which % 2], queued_at=when)
        if known and how != "new":
            one = known[which % len(known)]
            spoiled = {
                "urgent": evolve(notice, is_urgent=True),
                "part": evolve(notice, rides=one.id),
                "same key": evolve(notice, key=one.key),
                "same name": evolve(notice, id=one.id),
            }
            notice = spoiled.get(how, one)
        self.change.ask(lambda tx: tx.outbox.queue(notice))
        known.append(notice)

    @precondition(lambda self: self.change and self.made["notice"])
    @rule(which=PICKS)
    def requeue(self, which: int) -> None:
        assert self.change
        known = self.made["notice"]
        self.change.ask(lambda tx: tx.outbox.requeue(known[-(1 + which % len(known))].id, at=A_MONDAY_MORNING))

    @precondition(lambda self: self.change)
    @rule(what=st.sampled_from(["entry", "notice", "finding"]), which=PICKS)
    def forget(self, what: str, which: int) -> None:
        assert self.change
        known = self.made[what]
        if known:
            self.change.ask(partial(FORGETTING[what], known[which % len(known)]))

    # ---- at the operator's door --------------------------------------------------------------------------------------

    def at_the_door(self, question: Callable[[Any], Any]) -> Any:  # noqa: ANN401  # whatever is asked
        door = self.opened(methodcaller("operate"))
        assert door
        given = door.ask(question)
        door.leave()
        return given

    @precondition(lambda self: self.change is None)
    @rule(minutes=PICKS, limit=st.integers(1, 3))
    def claim(self, minutes: int, limit: int) -> None:
        at, lease = A_MONDAY_MORNING + timedelta(minutes=minutes), timedelta(minutes=3)
        by = IDS.new()
        self.at_the_door(lambda door: door.backlog(at))
        self.claims += self.at_the_door(lambda door: door.claim(by=by, at=at, lease=lease, limit=limit))

    @precondition(lambda self: self.change is None and self.claims)
    @rule(how=st.sampled_from([*CARRYING]), which=PICKS, place=PICKS)
    def carry(self, how: str, which: int, place: int) -> None:
        claim = self.claims[-(1 + which % len(self.claims))]
        notice = claim.notices[place % len(claim.notices)]
        self.at_the_door(lambda door: CARRYING[how](claim, notice, door))

    # ---- the end -----------------------------------------------------------------------------------------------------

    def teardown(self) -> None:
        """Compare everything that was kept."""
        for side in (self.change, *self.snapshots):
            if side:
                side.leave()
        for workspace in self.workspaces:
            if snapshot := self.opened(methodcaller("read", workspace.id)):
                snapshot.ask(Everything.in_)
                snapshot.leave()


def give_up_everything(storage: Storage) -> None:
    """Leave nothing to claim of the histories before this one: the operator's door shows them all."""
    with storage.operate() as door:
        for days in count(1000):
            at = A_MONDAY_MORNING + timedelta(days=days)
            claims = door.claim(by=IDS.new(), at=at, lease=timedelta(hours=1), limit=200)
            if not claims:
                return
            for claim in claims:
                for notice in claim.notices:
                    door.settle(claim, notice, Fate.GIVEN_UP, at=at)


def every_workspace(storage: Storage) -> list[Any]:
    """List what the operator's door shows: the ends of all histories."""
    with storage.operate() as door:
        return list(door.workspaces())
