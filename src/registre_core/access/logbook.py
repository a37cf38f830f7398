"""Rows of the action table: the logbook, and documents of the building."""

from __future__ import annotations

from registre_core.access.actions import Action

LOGBOOK: tuple[Action, ...] = ()
"""Use cases of the logbook, in the order people see them."""
