"""Values that were ever lost on the way to a disk and back, and strategies that look for more of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from registre_core.access import ArrivalState
from registre_core.billing import Hold, HoldKind, Invoice, InvoiceLine, Level, MovementKind
from registre_core.findings import CreatedBy
from registre_core.interventions import TYPES, Period, Postponement, Recurrence
from registre_core.kernel.actors import Client, ClientKind
from registre_core.kernel.documents import Originality
from registre_core.kernel.money import Money
from registre_core.kernel.passages import PassagePart, Quad, TextSource
from registre_core.kernel.signatories import SignatoryRole, SignatoryRule
from registre_core.kernel.validation import one_line
from registre_core.rights import AccountKind
from registre_core.testing.builders import (
    IDS,
    a_contact,
    a_contractor,
    a_document,
    a_notice,
    a_passage,
    a_payment,
    a_person,
    a_profile,
    a_site,
    a_standing,
    a_user,
    an_arrival,
    an_intervention,
    an_invoice,
)
from registre_core.testing.contracts.storage.furniture import Furnished
from registre_core.workspace import Category, ErpType

TEXTS = {
    "empty": "",
    "blank": " ",
    "spaces at both ends": "  au fond, à gauche  ",
    "accents": "Éclairage de sécurité défaillant à l’étage, où çà ? Œuvre, aïeul, Haÿ-les-Roses",
    "accents written apart": "E\u0301clairage a\u0300 l’e\u0301tage",
    "narrow and fixed spaces": "12\u00a0500\u202f€ : déjà réglés\u202f!",
    "quotes": "l'\"issue\" de « secours » ‘nord’ “sud” `ouest` ''est''",
    "signs of SQL": "100 % des _blocs_ \\ ; -- DROP TABLE sites; :name ? $1 %s {x}",
    "line ends": "un\ndeux\r\ntrois\rquatre\ttabulé\u2028cinq",
    "beyond sixteen bits": "🔥👩‍🚒🧯 𝔉𝔢𝔲 🇫🇷",
    "right to left": "\u202eمخرج الطوارئ\u202c",
    "ligatures": "eﬀet ﬁn ﬂux",
    "cases that do not come back": "İstanbul Straße ΣΊΣΥΦΟΣ",
    "JSON": '{"a": [null, true, 1e400, "\\u0000"]}',
    "a number": "0012",
    "long": "é\n" * 20_000,
}
"""Texts that must come back to the code point."""

INSTANTS = {
    "one microsecond": datetime(2026, 3, 2, 8, 0, 0, 1, tzinfo=UTC),
    "the last microsecond": datetime(2026, 3, 2, 8, 59, 59, 999_999, tzinfo=UTC),
    "no microsecond": datetime(2026, 3, 2, 8, 0, tzinfo=UTC),
    "a hundred milliseconds": datetime(2026, 3, 2, 8, 0, 0, 100_000, tzinfo=UTC),
    "an odd float": datetime(2026, 3, 2, 8, 0, 0, 1_009, tzinfo=UTC),
    "a summer offset": datetime(2026, 7, 14, 23, 59, 59, 123_456, tzinfo=timezone(timedelta(hours=2))),
    "the hour that comes twice": datetime(2026, 10, 25, 1, 30, 0, 7, tzinfo=UTC),
    "long ago": datetime(1901, 12, 13, 20, 45, 51, 999_999, tzinfo=UTC),
    "far ahead": datetime(2199, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
}
"""Instants that must come back to the microsecond."""

texts = st.sampled_from([text for text in TEXTS.values() if len(text) < 1_000]) | st.text(
    # A lone surrogate is no character, and a null is none that a database has to take.
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    max_size=60,
)
names = texts.filter(lambda text: bool(text.strip()))
instants = st.sampled_from(list(INSTANTS.values())) | st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001  # bounds are naive
    datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(-timedelta(hours=3, minutes=30))]),
)
emails = st.none() | st.sampled_from(["a@b.fr", "prénom.nom+été@exemple.fr", "O'Neil@exemple.FR", "用户@例え.jp"])
codes = st.frozensets(st.sampled_from(["sites.consult", "findings.create", "greffon.agir", "users.administer"]))
versions = st.integers(1, 2**31 - 1)
points = st.floats(-20_000, 20_000)
facts = st.dictionaries(texts, texts | st.integers(-(2**53), 2**53) | st.booleans() | st.none(), max_size=4)
documents = st.builds(
    a_document,
    st.binary(min_size=1, max_size=8),
    name=names,
    media_type=st.sampled_from(["application/pdf", "image/png", "application/vnd.ms-excel"]),
    originality=st.sampled_from(Originality),
    size=st.integers(1, 2**40),
)
quads = st.builds(Quad, *[points] * 8)
parts = st.builds(
    PassagePart,
    page=st.integers(1, 5_000),
    label=texts,
    width=points,
    height=points,
    rotation=st.sampled_from([0, 90, 180, 270]),
    quads=st.lists(quads, min_size=1, max_size=3).map(tuple),
)
passages = st.builds(
    a_passage,
    quote=names,
    prefix=texts,
    suffix=texts,
    start=st.integers(0, 10_000),
    end=st.integers(1, 10_000),
    source=st.sampled_from(TextSource),
    engine=texts,
    parts=st.lists(parts, min_size=1, max_size=3, unique_by=lambda part: part.page).map(
        lambda several: tuple(sorted(several, key=lambda part: part.page))
    ),
    confidence=st.none() | st.floats(0, 100),
    may_be_copied=st.booleans(),
)
creators = st.builds(
    CreatedBy, st.builds(a_person, name=names), st.sampled_from(ClientKind), on_behalf_of=st.none() | texts
)
days = st.dates(date(1950, 1, 1), date(2199, 12, 31))
roles = st.permutations(tuple(SignatoryRole)).flatmap(lambda all_: st.integers(1, 3).map(lambda n: tuple(all_[:n])))
rules = st.builds(SignatoryRule, roles, st.none() | st.integers(1, 9), st.booleans())
words = names.filter(lambda text: one_line("text", text) is None)
standings = st.builds(
    a_standing,
    since=days,
    policy=texts,
    level=st.sampled_from(Level),
    shown_on=st.none() | days,
    cut_off_on=st.none() | days,
    until=st.none() | days,
)
notices = st.builds(a_notice, kind=names, recipient=names, subject_kind=names, queued_at=instants, facts=facts)


def _contacts(there: Furnished) -> st.SearchStrategy[Any]:
    return st.builds(
        a_contact,
        name=names,
        email=emails,
        phone=texts,
        contractor_id=st.sampled_from([None, there.contractor.id]),
        version=versions,
    )


def _users(there: Furnished) -> st.SearchStrategy[Any]:
    return st.builds(
        a_user,
        name=names,
        email=emails,
        profile_id=st.sampled_from([None, there.profile.id]),
        grants=codes,
        denials=codes,
        sites=st.sampled_from([None, frozenset(), frozenset({there.site.id})]),
        active=st.booleans(),
        locked=st.booleans(),
        expires_on=st.none() | st.dates(),
        kind=st.sampled_from(AccountKind),
        version=versions,
    )


_PICTURES = [(), (a_document(b"\xff\xd8", name="Après.jpg", media_type="image/jpeg"),)]
_ENDS: st.SearchStrategy[Mapping[str, Any]] = st.fixed_dictionaries({"closed_at": instants}) | st.fixed_dictionaries(
    {"cancelled_at": instants, "cancellation": names}
)


def _interventions(there: Furnished) -> st.SearchStrategy[Any]:
    return st.builds(
        lambda ended, **told: an_intervention(there.site, **ended, **told),
        st.just({}) | _ENDS,
        type_code=st.sampled_from(list(TYPES)),
        planned_on=st.dates(),
        contractors=st.sampled_from([(), (there.contractor.id,)]),
        contacts=st.sampled_from([(), (there.contact.id,)]),
        reports=st.lists(documents, max_size=4, unique_by=lambda document: document.digest).map(tuple),
        done_on=st.none() | st.dates(),
        photos=st.sampled_from(_PICTURES),
        rule=st.none() | rules,
        asked_at=st.none() | instants,
        edition=st.integers(0, 2**63 - 1),
        recurrence=st.none() | st.builds(Recurrence, st.integers(1, 1_200), st.sampled_from(Period)),
        follows=st.sampled_from([None, there.intervention.id]),
        followed_by=st.sampled_from([None, there.intervention.id]),
        postponements=st.lists(st.builds(Postponement, st.dates(), names), max_size=2).map(tuple),
        version=versions,
    )


@st.composite
def _invoices(draw: st.DrawFn) -> Invoice:
    """Build one to which several things happened, in a currency of two, three or no decimals."""
    currency, day = draw(st.sampled_from(["EUR", "TND", "XPF"])), draw(days)
    amounts = st.integers(1, 10**12).map(lambda coins: Money.from_minor(coins, currency))
    charged = draw(st.lists(st.builds(InvoiceLine, names, amounts), max_size=3))
    total = Money.total((line.amount for line in charged), currency) if charged else draw(amounts)
    recorded_on = st.dates(day, day + timedelta(days=400))
    payments = draw(st.lists(st.builds(a_payment, amount=amounts, reason=texts, recorded_on=recorded_on), max_size=3))
    refunds = [evolve(one, kind=MovementKind.REFUND, key=f"R{one.key}", refunds=one.key) for one in payments[:1]]
    credited = a_payment(kind=MovementKind.CREDIT_NOTE, key="avoir", amount=total, recorded_on=day)
    return an_invoice(
        number=draw(words),
        issued_on=day,
        recorded_on=day,
        due_on=draw(recorded_on),
        total=total,
        lines=tuple(charged),
        movements=(*payments, *refunds, *draw(st.sampled_from([(), (credited,)]))),
        holds=draw(st.lists(_holds(day), max_size=2).map(tuple)),
        version=draw(versions),
    )


@st.composite
def _holds(draw: st.DrawFn, day: date) -> Hold:
    until = draw(st.dates(day, day + timedelta(days=90)))
    lifted_on = draw(st.none() | st.dates(day, until))
    key, kind = f"R-{IDS.new()}", draw(st.sampled_from(HoldKind))
    author, reason = draw(words), draw(names)
    return Hold(kind, key, author, reason, recorded_on=day, until=until, lifted_on=lifted_on)


def _arrivals(there: Furnished) -> st.SearchStrategy[Any]:
    def arrival(**told: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401  # strategies of fields
        return st.builds(
            an_arrival,
            st.just(there.user),
            action=names,
            arguments=facts,
            client=st.builds(Client, st.sampled_from(ClientKind), st.none() | texts),
            claimed_at=instants,
            received_at=instants,
            on_behalf_of=st.none() | texts,
            version=versions,
            **told,
        )

    admitted = arrival(state=st.just(ArrivalState.ADMITTED), settled_at=instants)
    refused = arrival(state=st.just(ArrivalState.REFUSED), settled_at=instants, refusal=names)
    return arrival() | admitted | refused


ENTITIES: Mapping[str, Callable[[Furnished], st.SearchStrategy[Any]]] = {
    "site": lambda _: st.builds(
        a_site,
        name=names,
        erp_type=st.sampled_from(ErpType),
        category=st.sampled_from(Category),
        address=texts,
        closed_on=st.none() | st.dates(),
        version=versions,
    ),
    "contractor": lambda _: st.builds(
        a_contractor,
        name=names,
        siret=st.none() | st.from_regex(r"[0-9]{14}", fullmatch=True),
        approved=st.booleans(),
        email=emails,
        version=versions,
    ),
    "contact": _contacts,
    "profile": lambda _: st.builds(a_profile, name=names, rights=codes, description=texts, version=versions),
    "user": _users,
    "intervention": _interventions,
    "invoice": lambda _: _invoices(),
    "arrival": _arrivals,
}
"""For each kind, entities that name only what stands there, but for what is signed, and what follows from findings."""
