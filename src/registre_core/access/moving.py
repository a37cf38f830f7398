"""Rows of the action table: workspaces carried out and in."""

from __future__ import annotations

from registre_core.access.actions import Action

MOVING: tuple[Action, ...] = ()
"""Use cases of moving, in the order people see them."""
