"""SQLAlchemy: rights copied into a column of every user, or joined whenever they are asked for.

The loop is that of its own examples (`examples/performance/bulk_updates.py`, «UPDATE statements via the ORM flush
process»): a thousand objects, a flush; the quick way is what its tutorial says of many rows, one `update()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Engine,
    ForeignKey,
    Select,
    and_,
    case,
    create_engine,
    except_,
    func,
    insert,
    literal,
    select,
    text,
    union,
    union_all,
    update,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from benchmarks.rights.town import Town, with_exceptions
from registre_core.kernel.identifiers import UserId
from registre_storage_sqlalchemy.transactions import AnyRow

CHUNK = 1_000
"""Objects of one flush."""


class Base(DeclarativeBase):
    """The tables of this peer."""


class Copied(Base):
    """A user with all that he holds in a column, which whoever edits a profile writes anew."""

    __tablename__ = "copied_users"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    profile_id: Mapped[UUID] = mapped_column(index=True)
    exceptions: Mapped[str]
    rights: Mapped[Any] = mapped_column(JSON)


class Joined(Base):
    """A user whose rights are joined."""

    __tablename__ = "joined_users"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    profile_id: Mapped[UUID] = mapped_column(index=True)


class ProfileRight(Base):
    """A right of a profile."""

    __tablename__ = "profile_rights"

    profile_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)


class Grant(Base):
    """A right of a user's own."""

    __tablename__ = "grants"

    user_id: Mapped[UUID] = mapped_column(ForeignKey(Joined.id), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)


class Denial(Base):
    """A right that a user does not have."""

    __tablename__ = "denials"

    user_id: Mapped[UUID] = mapped_column(ForeignKey(Joined.id), primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """Open a database and make the tables."""
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


# ---- rights copied to every user -------------------------------------------------------------------------------------


def settle_copied(engine: Engine, town: Town) -> None:
    """Let everybody of a town settle with a copy of what he holds."""
    _insert(engine, Copied, (_copied(town, user) for user in town.people))


def _copied(town: Town, user: UserId) -> Mapping[str, Any]:
    return {
        "id": user,
        "profile_id": town.people[user].profile_id,
        "exceptions": town.exceptions(user),
        "rights": sorted(town.given(user)),
    }


def loop(engine: Engine, profile: UUID, rights: frozenset[str]) -> None:
    """Give everybody who shares a profile its rights, one object after the other."""
    asked = select(Copied).where(Copied.profile_id == profile).execution_options(yield_per=CHUNK)
    with Session(engine) as session:
        for users in session.scalars(asked).partitions():
            for user in users:
                user.rights = with_exceptions(rights, user.exceptions)
            session.flush()
        session.commit()


def set_based(engine: Engine, profile: UUID, rights: frozenset[str]) -> None:
    """Give everybody who shares a profile its rights, in one statement that knows what exceptions there are."""
    shared = Copied.profile_id == profile
    with engine.begin() as connection:
        kinds = connection.scalars(select(Copied.exceptions).where(shared).distinct()).all()
        given = [(Copied.exceptions == kind, literal(with_exceptions(rights, kind), JSON)) for kind in kinds]
        connection.execute(update(Copied).where(shared).values(rights=case(*given)))


def exceptions(engine: Engine, profile: UUID) -> Sequence[AnyRow]:
    """Read who shares a profile, each with his exceptions."""
    return _read(engine, select(Copied.id, Copied.exceptions).where(Copied.profile_id == profile))


def copies(engine: Engine) -> Mapping[UUID, frozenset[str]]:
    """Read what everybody holds."""
    with engine.connect() as connection:
        return {user: frozenset(rights) for user, rights in connection.execute(select(Copied.id, Copied.rights))}


# ---- rights joined when they are asked for ---------------------------------------------------------------------------


def settle_joined(engine: Engine, town: Town) -> None:
    """Let everybody of a town settle in tables without a repetition."""
    people, profiles = town.people.items(), town.profiles.items()
    _insert(engine, Joined, ({"id": user, "profile_id": one.profile_id} for user, one in people))
    _insert(engine, ProfileRight, ({"profile_id": key, "code": code} for key, one in profiles for code in one.rights))
    _insert(engine, Grant, ({"user_id": user, "code": code} for user, one in people for code in one.grants))
    _insert(engine, Denial, ({"user_id": user, "code": code} for user, one in people for code in one.denials))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def join(engine: Engine) -> Sequence[AnyRow]:
    """Read what everybody holds: a join, the rights of each user put into one text."""
    given = select(Joined.id.label("id"), ProfileRight.code).join(
        ProfileRight, ProfileRight.profile_id == Joined.profile_id
    )
    own = select(Grant.user_id, Grant.code)
    every = union_all(
        _undenied(given, Joined.id, ProfileRight.code), _undenied(own, Grant.user_id, Grant.code)
    ).subquery()
    return _read(engine, select(every.c.id, func.aggregate_strings(every.c.code, ",")).group_by(every.c.id))


def _undenied(asked: Select[*tuple[Any, ...]], user: Any, code: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401  # columns
    denied = and_(Denial.user_id == user, Denial.code == code)
    return asked.outerjoin(Denial, denied).where(Denial.code.is_(None))


def subquery(engine: Engine) -> Sequence[AnyRow]:
    """Read what everybody holds: a subquery for each user, which unites and subtracts."""
    given = select(ProfileRight.code).where(ProfileRight.profile_id == Joined.profile_id).correlate(Joined)
    own = select(Grant.code).where(Grant.user_id == Joined.id).correlate(Joined)
    denied = select(Denial.code).where(Denial.user_id == Joined.id).correlate(Joined)
    held = except_(union(given, own).subquery().select(), denied).subquery()
    return _read(engine, select(Joined.id, select(func.aggregate_strings(held.c.code, ",")).scalar_subquery()))


def held(rows: Sequence[AnyRow]) -> Mapping[UUID, frozenset[str]]:
    """Take apart what was read."""
    return {user: frozenset(codes.split(",")) for user, codes in rows}


def _read(engine: Engine, asked: Select[*tuple[Any, ...]]) -> Sequence[AnyRow]:
    with engine.connect() as connection:
        return connection.execute(asked).all()


def _insert(engine: Engine, kind: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
    with engine.begin() as connection:
        connection.execute(insert(kind), list(rows))
