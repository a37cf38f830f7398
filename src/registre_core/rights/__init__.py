"""Who may do what, and where: catalogue, profiles, users (S1)."""

from registre_core.rights.catalogue import Catalogue
from registre_core.rights.entities import AccountKind, Profile, User
from registre_core.rights.facts import ProfileCreated, UserAttached, UserCreated, UserErased
from registre_core.rights.matrix import Matrix, MatrixColumn, MatrixRow, rights_matrix
from registre_core.rights.policy import effective_rights, given_rights, may, may_erase, may_grant
from registre_core.rights.tables import (
    BILLING,
    BUILDING,
    COMMISSIONS,
    COMMON,
    EXTENSIONS,
    HOT_WORK,
    MODULES,
    REGISTER,
    SUMMARY,
    Group,
    Module,
    Right,
)

__all__ = [
    "BILLING",
    "BUILDING",
    "COMMISSIONS",
    "COMMON",
    "EXTENSIONS",
    "HOT_WORK",
    "MODULES",
    "REGISTER",
    "SUMMARY",
    "AccountKind",
    "Catalogue",
    "Group",
    "Matrix",
    "MatrixColumn",
    "MatrixRow",
    "Module",
    "Profile",
    "ProfileCreated",
    "Right",
    "User",
    "UserAttached",
    "UserCreated",
    "UserErased",
    "effective_rights",
    "given_rights",
    "may",
    "may_erase",
    "may_grant",
    "rights_matrix",
]
