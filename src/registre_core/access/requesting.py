"""Rows of the action table: requests for interventions and quotes."""

from __future__ import annotations

from registre_core.access.actions import Action

REQUESTING: tuple[Action, ...] = ()
"""Use cases of requests, in the order people see them."""
