"""The town as a Django project would keep it: profiles are groups, rights are permissions."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, Permission, PermissionsMixin
from django.db import models


class Place(models.Model):  # noqa: DJ008  # nobody sees one
    """A site."""

    id = models.UUIDField(primary_key=True)


class Account(AbstractBaseUser, PermissionsMixin):
    """A user. Django gives rights by groups and one by one, and takes none away: denials are the project's own."""

    USERNAME_FIELD = "id"

    id = models.UUIDField(primary_key=True)
    is_active = models.BooleanField(default=True)
    places = models.ManyToManyField(Place)
    denials = models.ManyToManyField(Permission, related_name="denied_to")
    exceptions = models.TextField(default="")
    rights = models.JSONField(default=list)
    """All that he holds, copied where a project wants to read it at once."""
