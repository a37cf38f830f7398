"""What is asked of «registre standing»: its options, read together."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Annotated

from attrs import evolve, frozen
from cyclopts import Parameter

from registre_cli.invoices.supposed import supposed
from registre_cli.options import whole_number
from registre_cli.reading import chosen, noted
from registre_core import InvalidInput, Problem
from registre_core.access.survival import Column
from registre_core.billing import THE_SOURCES_OWN, BillingPolicy, Invoice, Survives
from registre_core.kernel.written import day_of

Through = Annotated[
    str,
    Parameter(name="--client", metavar="web|mobile", help="Par où l’on entre ; par défaut, par le web."),
]
"""Through what somebody comes in."""


def _days(name: str, said: str) -> Parameter:
    return Parameter(
        name=name, metavar="N", converter=whole_number, allow_leading_hyphen=True, show_default=False, help=said
    )


@Parameter(name="*")
@frozen
class Terms:
    """The terms, where they are others than the source's."""

    before: Annotated[int, _days("--before", "Bandeau orange, N jours avant l’échéance ; par défaut, 15.")] = (
        THE_SOURCES_OWN.before
    )
    overdue: Annotated[int, _days("--overdue", "Bandeau rouge, N jours après ; par défaut, 1.")] = (
        THE_SOURCES_OWN.overdue
    )
    suspension: Annotated[int, _days("--suspension", "Coupure, N jours après ; par défaut, 30.")] = (
        THE_SOURCES_OWN.suspension
    )
    minimum_notice_days: Annotated[
        int, _days("--minimum-notice-days", "Au moins N jours de bandeau rouge avant la coupure ; par défaut, 0.")
    ] = THE_SOURCES_OWN.minimum_notice_days
    survives: Annotated[
        str,
        Parameter(
            name="--survives",
            metavar="safety|source",
            help="Ce qui survit à la coupure : la sécurité aussi (par défaut), ou ce que dit la source.",
        ),
    ] = THE_SOURCES_OWN.survives.value

    def policy(self, survives: Survives) -> BillingPolicy:
        """Give them as the rules take them.

        Raises:
            InvalidInput: ``days-out-of-range``, ``cut-without-warning``, under the names of the options.
        """
        try:
            return BillingPolicy(self.before, self.overdue, self.suspension, self.minimum_notice_days, survives)
        except InvalidInput as error:
            raise InvalidInput.of(
                evolve(one, path=f"--{one.path.replace('_', '-')}") for one in error.problems
            ) from error


SOURCES_OWN = Terms()
"""The terms when nobody names any."""


@frozen
class Question:
    """What was asked, all of which could be read."""

    on: date
    """The day."""
    ledger: tuple[Invoice, ...]
    """The invoices that there would be."""
    column: Column
    """Through what somebody comes in."""
    policy: BillingPolicy
    """The terms."""

    @classmethod
    def read(cls, on: str, invoices: list[str], client: str, terms: Terms) -> Question:
        """Read all options, and tell everything that is wrong with any of them.

        Raises:
            InvalidInput: ``malformed-date``, ``unknown-choice``, ``days-out-of-range``, ``cut-without-warning``; of an
                invoice, see `supposed`.
        """
        found: list[Problem] = []
        day = noted(partial(day_of, on, "--on"), found)
        ledger = [noted(partial(supposed, one, place), found) for place, one in enumerate(invoices)]
        column = noted(partial(chosen, Column, client, "--client"), found)
        survives = noted(partial(chosen, Survives, terms.survives, "--survives"), found)
        policy = noted(partial(terms.policy, survives or THE_SOURCES_OWN.survives), found)
        if day is None or column is None or policy is None or found:
            raise InvalidInput.of(found)
        return cls(day, tuple(one for one in ledger if one), column, policy)
