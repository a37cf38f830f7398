"""Rows of the action table: subscriptions of machines."""

from __future__ import annotations

from registre_core.access.actions import Action

SUBSCRIBING: tuple[Action, ...] = ()
"""Use cases of subscriptions, in the order people see them."""
