"""The commands that show the secret of a subscription, and send a test."""

from __future__ import annotations

from registre_cli.opening import PostChoice
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import seated
from registre_cli.saying import say
from registre_cli.subscriptions.options import Asked, Callbacks, subscription
from registre_cli.subscriptions.words import cause
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core import AdapterFailure


def secret(
    address: Address, asked: Asked, /, *, callbacks: Callbacks, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Show what a machine verifies signatures with."""
    with seated(address, chair, post=PostChoice(callbacks=callbacks)) as seat:
        found = subscription(seat, asked)
        shown = seat.registre.notices.secret(seat.actor, found.id)
    if as_json:
        write_json({**seat.as_json(), "address": found.address, "secret": shown})
        return
    say(seat.as_line())
    say(Words(f"{typeset('Secret :')} {shown}"), soft_wrap=True)
    say(Words(typeset("À remettre à qui tient la machine, et à lui seul : avec lui, on signe à notre place.")))


def try_out(
    address: Address, asked: Asked, /, *, callbacks: Callbacks, chair: Chair = NOBODY_SAID, as_json: Json = False
) -> None:
    """Send one signed callback that tells of nothing, and say what came back."""
    with seated(address, chair, post=PostChoice(callbacks=callbacks)) as seat:
        found = subscription(seat, asked)
        try:
            seat.registre.notices.ping(seat.actor, found.id)
        except AdapterFailure as failure:
            said = f"the test failed: {failure.message}"
            raise AdapterFailure("callback-test-failed", said, {"why": cause(failure.facts)}) from failure
    if as_json:
        write_json({**seat.as_json(), "address": found.address, "taken": True})
        return
    say(seat.as_line())
    say(Words(typeset("La machine a pris l'essai. Si elle vérifie les signatures, c'est qu'elle a le bon secret.")))
