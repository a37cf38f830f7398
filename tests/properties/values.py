"""Strategies for every value that is stored, as wide as its invariants let it be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from registre_core.access import Arrival, ArrivalState
from registre_core.billing import (
    Hold,
    HoldKind,
    Invoice,
    InvoiceLine,
    Level,
    Movement,
    MovementKind,
    Standing,
)
from registre_core.findings import CreatedBy
from registre_core.interventions import TYPES, Intervention, Period, Postponement, Recurrence
from registre_core.kernel.actors import Client, ClientKind, PersonRef
from registre_core.kernel.documents import DocumentRef, Originality
from registre_core.kernel.erasure import Erasure
from registre_core.kernel.money import Money
from registre_core.kernel.passages import Passage, PassagePart, Quad, TextSource
from registre_core.kernel.signatories import SignatoryRole, SignatoryRule
from registre_core.ports.storage import Notice
from registre_core.rights import AccountKind, Profile, User
from registre_core.workspace import Category, Contact, Contractor, ErpType, Site, Workspace

texts = st.text(max_size=12)
names = texts.filter(str.strip)
identifiers: st.SearchStrategy[Any] = st.uuids()
versions = st.integers(1, 2**53 - 1)
counts = st.integers(0, 2**53 - 1)
offsets = st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(-timedelta(hours=3, minutes=30))])
instants = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=offsets)  # noqa: DTZ001  # bounds are naive
days = st.dates(date(1900, 1, 1), date(2200, 1, 1))
emails = st.none() | st.sampled_from(["a@b.fr", "prénom.nom+été@exemple.fr", "O'Neil@exemple.FR"])
points = st.floats(-20_000, 20_000).map(lambda value: round(value, 2))
digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
rights = st.frozensets(st.sampled_from(["sites.consult", "findings.create", "ghosts.haunt", "users.administer"]))
facts = st.dictionaries(
    st.from_regex("[a-z_]{1,8}", fullmatch=True),
    texts | st.integers(1 - 2**53, 2**53 - 1) | st.booleans() | st.none(),
    max_size=3,
)


def several(members: st.SearchStrategy[Any], *, least: int = 0) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(members, min_size=least, max_size=3, unique=True).map(tuple)


documents = st.builds(
    DocumentRef,
    digests,
    st.integers(1, 2**53 - 1),
    names,
    st.sampled_from(["application/pdf", "image/png", "application/vnd.ms-excel"]),
    st.sampled_from(Originality),
)
quads = st.builds(Quad, *[points] * 8)
parts = st.builds(
    PassagePart,
    st.integers(1, 5_000),
    texts,
    points,
    points,
    st.sampled_from([0, 90, 180, 270]),
    several(quads, least=1),
)
passages = st.builds(
    Passage,
    digests,
    names,
    texts,
    texts,
    st.integers(0, 10_000),
    st.integers(1, 10_000),
    st.sampled_from(TextSource),
    texts,
    st.lists(parts, min_size=1, max_size=2, unique_by=lambda part: part.page).map(
        lambda found: tuple(sorted(found, key=lambda part: part.page))
    ),
    st.none() | st.integers(0, 1000).map(lambda tenths: tenths / 10),
    st.booleans(),
)
persons = st.builds(PersonRef, identifiers, names)
creators = st.builds(CreatedBy, persons, st.sampled_from(ClientKind), st.none() | texts)

clients = st.builds(Client, st.sampled_from(ClientKind), st.none() | texts)
arrivals = st.builds(
    Arrival,
    identifiers,
    names,
    facts,
    identifiers,
    clients,
    instants,
    instants,
    st.none() | texts,
) | st.builds(
    Arrival,
    identifiers,
    names,
    facts,
    identifiers,
    clients,
    instants,
    instants,
    st.none() | texts,
    st.just(ArrivalState.REFUSED),
    instants,
    names,
    versions,
)
lines_of_text = st.sampled_from(["VIR 0001", "« avoir »", "F-2026/017", "n° 1\u2009200"])
coins = st.integers(1, 10**12)
moneys = st.builds(Money.from_minor, st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "XPF", "TND"]))
standings = st.builds(
    Standing, st.sampled_from(Level), st.none() | days, st.none() | days, st.none() | identifiers, st.none() | days
)


rules = st.builds(SignatoryRule, several(st.sampled_from(SignatoryRole), least=1), st.none() | st.integers(1, 3))
recurrences = st.builds(Recurrence, st.integers(1, 1_200), st.sampled_from(Period))
endings = st.sampled_from(["open", "closed", "cancelled"])


@st.composite
def interventions(draw: st.DrawFn) -> Intervention:
    files = st.lists(documents, max_size=3, unique_by=lambda document: document.digest).map(tuple)
    ending = draw(endings)
    return Intervention(
        draw(identifiers),
        draw(identifiers),
        draw(st.sampled_from(list(TYPES))),
        draw(days),
        draw(several(identifiers)),
        draw(several(identifiers)),
        draw(files),
        draw(st.none() | days),
        draw(instants) if ending == "closed" else None,
        draw(files),
        draw(st.none() | rules),
        draw(st.none() | instants),
        draw(st.integers(0, 9)),
        draw(st.none() | recurrences),
        draw(st.none() | identifiers),
        draw(st.none() | identifiers),
        draw(st.lists(st.builds(Postponement, days, names), max_size=2).map(tuple)),
        draw(instants) if ending == "cancelled" else None,
        draw(names) if ending == "cancelled" else "",
        draw(versions),
    )


@st.composite
def holds(draw: st.DrawFn, recorded_on: date = date(1900, 1, 1), key: str = "LITIGE") -> Hold:
    since = draw(st.dates(recorded_on, date(2200, 1, 1)))
    until = since + timedelta(days=draw(st.integers(0, 400)))
    lifted_on = draw(st.none() | st.dates(since, until))
    return Hold(draw(st.sampled_from(HoldKind)), key, draw(lines_of_text), draw(names), since, until, lifted_on)


@st.composite
def movements(draw: st.DrawFn, recorded_on: date = date(1900, 1, 1), currency: str = "EUR") -> tuple[Movement, ...]:
    """Give a payment, and some of it back."""

    def movement(kind: MovementKind, key: str, least: int, most: int, payment: str | None = None) -> Movement:
        amount, on = draw(st.integers(least, most)), draw(st.dates(recorded_on, date(2200, 1, 1)))
        return Movement(kind, key, Money.from_minor(amount, currency), on, draw(texts), payment)

    paid = movement(MovementKind.PAYMENT, draw(lines_of_text), 1, 10**12)
    return paid, movement(MovementKind.REFUND, "retour", 1, paid.amount.minor, paid.key)


@st.composite
def invoices(draw: st.DrawFn) -> Invoice:
    currency = draw(st.sampled_from(["EUR", "XPF", "TND"]))
    parts_of_total = [Money.from_minor(one, currency) for one in draw(st.lists(coins, max_size=3))]
    issued_on, recorded_on = draw(days), draw(days)
    return Invoice(
        draw(identifiers),
        draw(lines_of_text),
        issued_on,
        recorded_on,
        draw(st.dates(issued_on, date(2200, 1, 1))),
        Money.total(parts_of_total, currency),
        tuple(InvoiceLine(draw(names), part) for part in parts_of_total),
        draw(st.just(()) | movements(recorded_on, currency)),
        draw(several(holds(recorded_on)).map(lambda found: found[:1])),
        draw(versions),
    )


STORED: Mapping[type[Any], st.SearchStrategy[Any]] = {
    Workspace: st.builds(Workspace, identifiers, names, instants, versions),
    Site: st.builds(
        Site,
        identifiers,
        names,
        st.sampled_from(ErpType),
        st.sampled_from(Category),
        texts,
        st.none() | days,
        versions,
    ),
    Contractor: st.builds(
        Contractor,
        identifiers,
        names,
        st.none() | st.from_regex(r"[0-9]{14}", fullmatch=True),
        st.booleans(),
        versions,
        emails,
    ),
    Contact: st.builds(Contact, identifiers, names, emails, texts, st.none() | identifiers, versions),
    Profile: st.builds(Profile, identifiers, names, rights, texts, versions),
    User: st.builds(
        User,
        identifiers,
        names,
        emails,
        st.none() | identifiers,
        rights,
        rights,
        st.none() | st.frozensets(identifiers, max_size=3),
        active=st.booleans(),
        kind=st.sampled_from(AccountKind),
        version=versions,
        locked=st.booleans(),
        expires_on=st.none() | days,
    ),
    Intervention: interventions(),
    Erasure: st.builds(Erasure, identifiers, counts, counts, counts),
    Notice: st.builds(Notice, identifiers, names, names, names, names, identifiers, instants, facts),
    DocumentRef: documents,
    Quad: quads,
    PassagePart: parts,
    Passage: passages,
    PersonRef: persons,
    CreatedBy: creators,
    Client: clients,
    Arrival: arrivals,
    Money: moneys,
    InvoiceLine: st.builds(InvoiceLine, names, moneys),
    Movement: movements().flatmap(st.sampled_from),
    Hold: holds(),
    Invoice: invoices(),
    Standing: standings,
}
"""By class; a test asks for one strategy for every class that a fact or a notice is made of."""

KINDS = sorted(STORED, key=lambda kind: kind.__name__)
