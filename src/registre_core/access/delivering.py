"""Rows of the action table: deliveries."""

from __future__ import annotations

from registre_core.access.actions import Action

DELIVERING: tuple[Action, ...] = ()
"""Use cases of deliveries, in the order people see them."""
