"""Use cases of rights: profiles, changes that are planned first, users, and questions (S1)."""

from __future__ import annotations

from attrs import frozen

from registre_core.services.rights.backwards import Backwards
from registre_core.services.rights.changes import Changes
from registre_core.services.rights.newcomers import Import, Newcomers
from registre_core.services.rights.profiles import ProfileCreation, Profiles
from registre_core.services.rights.users import SavedUser, Users

__all__ = ["Import", "ProfileCreation", "RightsService", "SavedUser"]


@frozen
class RightsService(Profiles, Changes, Users, Newcomers, Backwards):
    """Keeps users and profiles, and answers who may do what. Nobody grants what he does not have, on any path."""
