"""Strategies for every value that is stored, as wide as its invariants let it be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from registre_core.findings import CreatedBy, Finding, Kind, State
from registre_core.interventions import TYPES, Intervention
from registre_core.kernel.actors import ClientKind, PersonRef
from registre_core.kernel.documents import DocumentRef, Originality
from registre_core.kernel.erasure import Erasure
from registre_core.kernel.passages import Passage, PassagePart, Quad, TextSource
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
)
persons = st.builds(PersonRef, identifiers, names)
creators = st.builds(CreatedBy, persons, st.sampled_from(ClientKind), st.none() | texts)

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
        Contractor, identifiers, names, st.none() | st.from_regex(r"[0-9]{14}", fullmatch=True), st.booleans(), versions
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
    Intervention: st.builds(
        Intervention,
        identifiers,
        identifiers,
        st.sampled_from(list(TYPES)),
        days,
        several(identifiers),
        several(identifiers),
        st.lists(documents, max_size=3, unique_by=lambda document: document.digest).map(tuple),
        st.none() | days,
        st.none() | instants,
        versions,
    ),
    Finding: st.builds(
        Finding,
        identifiers,
        st.sampled_from(Kind),
        identifiers,
        identifiers,
        names,
        passages,
        creators,
        instants,
        st.sampled_from(State),
        texts,
        versions,
    ),
    Erasure: st.builds(Erasure, identifiers, counts, counts, counts),
    Notice: st.builds(Notice, identifiers, names, names, names, names, identifiers, instants, facts),
    DocumentRef: documents,
    Quad: quads,
    PassagePart: parts,
    Passage: passages,
    PersonRef: persons,
    CreatedBy: creators,
}
"""By class; a test asks for one strategy for every class that a fact or a notice is made of."""

KINDS = sorted(STORED, key=lambda kind: kind.__name__)
