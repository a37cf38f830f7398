"""Rows of the action table: the summary."""

from __future__ import annotations

from registre_core.access.actions import Action

SUMMING: tuple[Action, ...] = ()
"""Use cases of the summary, in the order people see them."""
