"""Django: permissions of groups and users, kept by its own object-relational mapping.

Set up as its documents say. «Using the Django authentication system», «Permission caching»: `ModelBackend` caches them
on the user object after the first time, so whoever is asked about is kept. «Database access optimization»: «Do database
work in the database rather than in Python», `prefetch_related`, bulk methods.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any
from uuid import UUID

import django
from django.conf import settings
from sqlalchemy import make_url

from benchmarks.agreement import Peer
from benchmarks.rights.town import Question, Town, with_exceptions
from registre_core.kernel.identifiers import SiteId, UserId
from registre_core.rights import Situation

if TYPE_CHECKING:  # models can be imported once a project is configured
    from benchmarks.peers.django_town.models import Account

_APPLICATION = "benchmarks.peers.django_town"
_BATCH = 10_000
"""Rows written, or read with what belongs to them, at once."""
CHUNK = 2_000
"""Objects read at once where all of them are changed: what Django's own `iterator` does."""


@contextmanager
def project(url: str) -> Iterator[None]:
    """Open the project on a database, and make its tables."""
    _configure()
    from django.apps import apps
    from django.db import connections

    connections.databases["default"] = connections.configure_settings({"default": _database(url)})["default"]
    with closing(connections["default"]) as connection:
        with connection.schema_editor() as editor:
            for model in apps.get_models():
                editor.create_model(model)
        yield
    del connections["default"]


def _configure() -> None:
    if not settings.configured:
        applications = ["django.contrib.contenttypes", "django.contrib.auth", _APPLICATION]
        settings.configure(
            AUTH_USER_MODEL="django_town.Account",
            DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
            INSTALLED_APPS=applications,
        )
        django.setup()


def _database(url: str) -> Mapping[str, Any]:
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": address.database or ":memory:"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.database,
        "USER": address.username,
        "HOST": address.query["host"],
    }


def settle(town: Town) -> None:
    """Fill the tables of an open project."""
    from django.contrib.auth.models import Group, Permission
    from django.contrib.contenttypes.models import ContentType

    from benchmarks.peers.django_town.models import Account, Place

    kind = ContentType.objects.create(app_label="django_town", model="account")
    codes = sorted(town.catalogue.every)
    Permission.objects.bulk_create([Permission(codename=code, name=code, content_type=kind) for code in codes])
    permissions = {one.codename: one for one in Permission.objects.all()}
    groups = {profile.id: Group.objects.create(name=profile.name) for profile in town.profiles.values()}
    for profile in town.profiles.values():
        groups[profile.id].permissions.set([permissions[code] for code in profile.rights])
    Place.objects.bulk_create([Place(id=site) for site in town.sites])
    Account.objects.bulk_create([_account(town, user) for user in town.people], batch_size=_BATCH)
    people = town.people.items()
    _link(Account.groups, ((user, groups[one.profile_id].id) for user, one in people if one.profile_id), "group_id")
    _link(Account.user_permissions, _each(people, permissions, "grants"), "permission_id")
    _link(Account.denials, _each(people, permissions, "denials"), "permission_id")
    _link(Account.places, ((user, site) for user, one in people for site in one.sites or ()), "place_id")


def _account(town: Town, user: UserId) -> Account:
    from benchmarks.peers.django_town.models import Account

    return Account(id=user, exceptions=town.exceptions(user), rights=sorted(town.given(user)))


def _each(
    people: Iterable[tuple[UserId, Situation]], permissions: Mapping[str, Any], exceptions: str
) -> Iterator[tuple[UserId, int]]:
    for user, situation in people:
        for code in sorted(getattr(situation, exceptions)):
            yield user, permissions[code].id


def _link(relation: Any, pairs: Iterator[tuple[object, object]], column: str) -> None:  # noqa: ANN401
    through = relation.through
    through.objects.bulk_create((through(**{"account_id": one, column: other}) for one, other in pairs), _BATCH)


def has_perm(town: Town) -> Peer:
    """Ask `has_perm` of user objects whose permissions and places were read before, in an open project."""
    from benchmarks.peers.django_town.models import Account

    settle(town)
    known: dict[UserId, tuple[Account, frozenset[SiteId]]] = {}

    def account(user: UserId) -> tuple[Account, frozenset[SiteId]]:
        if user not in known:
            found = Account.objects.get(pk=user)
            known[user] = found, frozenset(found.places.values_list("pk", flat=True))
        return known[user]

    def ask(user: Account, places: frozenset[SiteId], right: str, site: SiteId) -> bool:
        return user.has_perm(right) and site in places  # as ours: the right, then the place

    def words(question: Question) -> Sequence[Any]:
        return *account(question.user), f"django_town.{question.right}", question.site

    return Peer("Django has_perm, cached", ask, words)


def save_loop(name: str, rights: frozenset[str], users: int) -> None:
    """Copy what a profile gives to so many who share it, one object after the other, in one transaction."""
    from django.db import transaction

    from benchmarks.peers.django_town.models import Account

    with transaction.atomic():
        for account in Account.objects.filter(groups__name=name)[:users].iterator(chunk_size=CHUNK):
            account.rights = with_exceptions(rights, account.exceptions)
            account.save(update_fields=["rights"])


def edit_group(name: str, rights: frozenset[str]) -> None:
    """Give a group other permissions, which its users have at once. Nothing is shown before, recorded or guarded."""
    from django.contrib.auth.models import Group, Permission
    from django.db import transaction

    with transaction.atomic():
        Group.objects.get(name=name).permissions.set(Permission.objects.filter(codename__in=rights))


def copies() -> Mapping[UUID, frozenset[str]]:
    """Read the copies of everybody's rights."""
    from benchmarks.peers.django_town.models import Account

    return {user: frozenset(rights) for user, rights in Account.objects.values_list("id", "rights")}


def prefetch() -> Mapping[UUID, frozenset[str]]:
    """Read what everybody holds, with a question a relation for so many at once as a database takes parameters."""
    from benchmarks.peers.django_town.models import Account

    relations = ("groups__permissions", "user_permissions", "denials")
    accounts = Account.objects.prefetch_related(*relations).iterator(chunk_size=_BATCH)
    return {account.id: _held(account) for account in accounts}


def _held(account: Account) -> frozenset[str]:
    given = {one.codename for group in account.groups.all() for one in group.permissions.all()}
    given.update(one.codename for one in account.user_permissions.all())
    return frozenset(given.difference(one.codename for one in account.denials.all()))
