"""Rows of the action table: visits of safety commissions."""

from __future__ import annotations

from registre_core.access.actions import Action

COMMISSIONS: tuple[Action, ...] = ()
"""Use cases of commissions, in the order people see them."""
