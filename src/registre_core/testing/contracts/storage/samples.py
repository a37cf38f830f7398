"""Values that were ever lost on the way to a disk and back, and strategies that look for more of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from registre_core.findings import CreatedBy
from registre_core.interventions import TYPES
from registre_core.kernel.actors import ClientKind
from registre_core.kernel.documents import Originality
from registre_core.kernel.passages import PassagePart, Quad, TextSource
from registre_core.rights import AccountKind
from registre_core.testing.builders import (
    a_contact,
    a_contractor,
    a_document,
    a_finding,
    a_notice,
    a_passage,
    a_person,
    a_profile,
    a_site,
    a_user,
    an_intervention,
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
)
creators = st.builds(
    CreatedBy, st.builds(a_person, name=names), st.sampled_from(ClientKind), on_behalf_of=st.none() | texts
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


def _interventions(there: Furnished) -> st.SearchStrategy[Any]:
    return st.builds(
        an_intervention,
        st.just(there.site),
        type_code=st.sampled_from(list(TYPES)),
        planned_on=st.dates(),
        contractors=st.sampled_from([(), (there.contractor.id,)]),
        contacts=st.sampled_from([(), (there.contact.id,)]),
        reports=st.lists(documents, max_size=4, unique_by=lambda document: document.digest).map(tuple),
        done_on=st.none() | st.dates(),
        closed_at=st.none() | instants,
        version=versions,
    )


def _findings(there: Furnished) -> st.SearchStrategy[Any]:
    return st.builds(
        a_finding,
        st.just(there.intervention),
        text=names,
        passage=passages,
        created_by=creators,
        created_at=instants,
        place=texts,
        version=versions,
    )


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
        version=versions,
    ),
    "contact": _contacts,
    "profile": lambda _: st.builds(a_profile, name=names, rights=codes, description=texts, version=versions),
    "user": _users,
    "intervention": _interventions,
    "finding": _findings,
}
"""For each kind, entities that name only what stands there."""
