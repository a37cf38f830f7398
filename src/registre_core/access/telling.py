"""Rows of the action table: who is told what."""

from __future__ import annotations

from registre_core.access.actions import Action

TELLING: tuple[Action, ...] = ()
"""Use cases of notices, in the order people see them."""
