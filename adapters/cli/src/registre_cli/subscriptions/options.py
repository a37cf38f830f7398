"""Options that the commands about subscriptions share, and a subscription as people name it."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli.naming import identifier
from registre_cli.profiles.seat import Seat
from registre_core import InvalidInput
from registre_core.kernel.identifiers import SubscriptionId
from registre_core.notices import CallbackAddress, Subscription

WHERE = "ABONNEMENT"

Asked = Annotated[str, Parameter(name=WHERE, help="L’abonnement, par l’adresse de la machine ou son identifiant.")]
Kinds = Annotated[
    list[str],
    Parameter(
        name="--kind",
        metavar="SORTE",
        negative=(),
        help="Ce dont elle est avertie, comme round-missed ; sans cette option, de tout. Peut être répété.",
    ),
]
Callbacks = Annotated[
    str,
    Parameter(name="--callbacks", metavar="ADRESSE", help="Ce qui prévient les machines, comme webhook:FICHIER."),
]


def subscription(seat: Seat, asked: str) -> Subscription:
    """Give the subscription that somebody named, stopped or not.

    Raises:
        InvalidInput: ``unknown-subscription``; ``malformed-identifier``, for what is neither.
    """
    every = seat.registre.notices.subscriptions(seat.actor, stopped=True)
    address = CallbackAddress.read(asked)
    named = None if address else SubscriptionId(identifier(asked, WHERE))
    for one in every:
        if one.id == named or (address and one.address == address.written):
            return one
    raise InvalidInput.at(WHERE, "unknown-subscription", "there is no such subscription: see the list", value=asked)
