"""A history in which defects are corrected, too: findings move, firms are asked, commissions come, and so on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from tests.properties.accounts import Accounts
from tests.properties.histories import PICKS

from registre_core.findings import Severity, State
from registre_core.kernel.signatories import PersonKind
from registre_core.ports.storage import FindingFilter, FindingOrder, LogbookFilter, Storage, VisitOrder
from registre_core.testing.building import a_drill_entry, a_duty, a_filed_document, a_participant, a_visit, an_entry_of
from registre_core.testing.contracts.storage.furniture import every
from registre_core.testing.correcting import standing_at
from registre_core.testing.memory.world import A_MONDAY_MORNING
from registre_core.testing.requesting import a_link, a_request_line, a_work_request

STORES: Mapping[str, str] = {"request": "requests", "visit": "visits", "entry of it": "logbook", "paper": "filed"}
"""What is made here, with its store."""
DAY = A_MONDAY_MORNING.date()
SENT = (None, A_MONDAY_MORNING)

QUESTIONS: tuple[Callable[[Any], object], ...] = (
    lambda tx: tx.findings.tally(None, DAY),
    lambda tx: tx.interventions.tally(None, DAY),
    lambda tx: list(tx.findings.every(FindingFilter(is_open=True))),
    lambda tx: every(tx.findings.page, order=FindingOrder.DEADLINE, limit=2),
    lambda tx: every(tx.findings.page, where=FindingFilter(is_open=False), order=FindingOrder.GRAVEST, limit=2),
    lambda tx: every(tx.visits.page, order=VisitOrder.LATEST, limit=2),
    lambda tx: every(tx.logbook.page, where=LogbookFilter(), limit=2),
    lambda tx: [tx.requests.of_finding(one.id) for one in tx.findings.page().items],
    lambda tx: [tx.links.of_request(one.id) for one in tx.requests.page().items],
)
"""What is asked of all that is there."""


class Buildings(Accounts):
    """The same history, with these questions and changes beside the others."""

    def __init__(self, storages: Mapping[str, Storage]) -> None:
        super().__init__(storages)
        self.made |= {kind: [] for kind in (*STORES, "link")}

    def keep(self, kind: str, thing: Any) -> None:  # noqa: ANN401  # an entity
        assert self.change
        self.change.ask(lambda tx: getattr(tx, STORES[kind]).add(thing))
        self.made[kind].append(thing)

    def save_the(self, kind: str, which: int, change: Callable[[Any], Any], store: str = "") -> None:
        """Save one of those that were made, changed; of an older version when somebody else saved it meanwhile."""
        assert self.change
        if known := self.made[kind]:
            place = -(1 + which % len(known))
            thing = change(known[place])
            saved = self.change.ask(lambda tx: getattr(tx, store or STORES[kind]).save(thing))
            known[place] = saved if isinstance(saved, type(thing)) else known[place]

    @precondition(lambda self: self.change)
    @rule(which=PICKS, state=st.sampled_from(State), severity=st.sampled_from(Severity), days=PICKS)
    def move_a_finding(self, which: int, state: State, severity: Severity, days: int) -> None:
        due_on = DAY + timedelta(days=days - 5) if days else None
        moved = {"severity": severity, "due_on": due_on, **standing_at(state)}
        self.save_the("finding", which, lambda one: evolve(one, **moved), "findings")

    @precondition(lambda self: self.change)
    @rule(one=PICKS, other=PICKS, is_sent=st.booleans())
    def ask_a_firm(self, one: int, other: int, *, is_sent: bool) -> None:
        line = a_request_line(self.some("contractor", other), sent_at=SENT[is_sent])
        about = (self.some("finding", one), self.some("finding", 1))
        self.keep(
            "request",
            a_work_request(
                site_id=self.some("site", one),
                findings=tuple(dict.fromkeys(about)),
                lines=(line,),
                created_by=self.some("user", other),
            ),
        )

    @precondition(lambda self: self.change)
    @rule(which=PICKS)
    def drop_a_request(self, which: int) -> None:
        assert self.change
        request = self.some("request", which)
        self.change.ask(lambda tx: tx.requests.remove(request))

    @precondition(lambda self: self.change and self.made["request"])
    @rule(which=PICKS)
    def issue_a_link(self, which: int) -> None:
        assert self.change
        known = self.made["request"]
        link = a_link(known[which % len(known)])
        self.change.ask(lambda tx: tx.links.add(link))
        self.made["link"].append(link)

    @precondition(lambda self: self.change)
    @rule(one=PICKS, other=PICKS)
    def receive_a_commission(self, one: int, other: int) -> None:
        person = a_participant(kind=PersonKind.USER, id=self.some("user", other))
        visited_on = date(2026, 3, 1 + one)
        self.keep("visit", a_visit(site_id=self.some("site", one), visited_on=visited_on, attendees=(person,)))

    @precondition(lambda self: self.change)
    @rule(which=PICKS, days=PICKS)
    def move_a_visit(self, which: int, days: int) -> None:
        self.save_the("visit", which, lambda one: evolve(one, visited_on=date(2026, 3, 1 + days)))

    @precondition(lambda self: self.change)
    @rule(one=PICKS, other=PICKS, names=st.booleans())
    def write_into_the_logbook(self, one: int, other: int, *, names: bool) -> None:
        site, user = self.some("site", one), self.some("user", other)
        if names:
            duty = evolve(a_duty(), person=a_participant(kind=PersonKind.USER, id=self.some("user", one)))
            self.keep("entry of it", an_entry_of(duty, site_id=site, recorded_by=user))
        else:
            corrects = self.some("entry of it", other) if other % 3 == 1 else None
            self.keep("entry of it", a_drill_entry(site_id=site, recorded_by=user, corrects=corrects))

    @precondition(lambda self: self.change)
    @rule(which=PICKS, other=PICKS)
    def correct_an_entry(self, which: int, other: int) -> None:
        by = self.some("entry of it", other)
        self.save_the("entry of it", which, lambda one: evolve(one, corrected_by=None if by == one.id else by))

    @precondition(lambda self: self.change)
    @rule(one=PICKS, other=PICKS)
    def file_a_document(self, one: int, other: int) -> None:
        self.keep("paper", a_filed_document(site_id=self.some("site", one), filed_by=self.some("user", other)))

    @precondition(lambda self: self.change)
    @rule(which=PICKS)
    def forget_somebody(self, which: int) -> None:
        assert self.change
        person = self.some("user", which)
        self.change.ask(lambda tx: (tx.visits.forget_person(person), tx.logbook.forget_person(person)))

    @precondition(lambda self: self.change or self.snapshots)
    @rule(pick=PICKS, question=st.sampled_from(QUESTIONS))
    def ask_how_buildings_stand(self, pick: int, question: Callable[[Any], object]) -> None:
        self.seen(pick).ask(question)

    @precondition(lambda self: self.change is None and self.made["link"])
    @rule(which=PICKS)
    def ask_where_a_link_was_issued(self, which: int) -> None:
        link = self.made["link"][which % len(self.made["link"])]
        self.at_the_door(lambda door: door.link_of(link.secret_digest))
