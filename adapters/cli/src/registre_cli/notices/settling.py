"""The commands that settle who is told what, for a workspace or for oneself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import time
from typing import Annotated

from attrs import evolve
from cyclopts import Parameter

from registre_cli import signers
from registre_cli.notices.words import topic
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair
from registre_cli.profiles.seat import Seat, seated
from registre_cli.saying import plural, say
from registre_cli.tables import add, grid
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core import InvalidInput
from registre_core.notices import NoticeSettings

QUIET, FOR = "--quiet", "--for"
NONE = "none"

Off = Annotated[
    list[str],
    Parameter(
        name="--off",
        metavar="SORTE",
        negative=(),
        help="Ne plus envoyer cette sorte d’avis à personne ; répétable.",
    ),
]
On = Annotated[
    list[str],
    Parameter(name="--on", metavar="SORTE", negative=(), help="Envoyer de nouveau cette sorte d’avis ; répétable."),
]
Again = Annotated[
    int | None, Parameter(name="--again", metavar="JOURS", help="Jours entre deux rappels de la même chose, 1 à 90.")
]
Quiet = Annotated[
    str | None,
    Parameter(
        name=QUIET,
        metavar="DE-À",
        help="Heures où ce qui n’est pas de sécurité attend, comme 21:30-07:00 ; «\u00a0none\u00a0» pour aucune.",
    ),
]
ReplyTo = Annotated[
    str | None,
    Parameter(
        name="--reply-to",
        metavar="COURRIEL",
        help="L’adresse des réponses ; «\u00a0none\u00a0» pour celle de l’hébergeur.",
    ),
]
Kinds = Annotated[
    list[str],
    Parameter(
        name="--kind",
        metavar="SORTE",
        negative=(),
        help="Une sorte d’avis à ne plus recevoir ; répétable. Aucune : tout recevoir de nouveau.",
    ),
]
Whom = Annotated[
    str | None,
    Parameter(name=FOR, metavar="PERSONNE", help="Pour quelqu’un d’autre, un utilisateur ou un interlocuteur."),
]


def settings(address: Address, /, *, chair: Chair = NOBODY_SAID, as_json: Json = False) -> None:
    """Show what a workspace settled."""
    with seated(address, chair) as seat:
        _tell(seat, seat.registre.notices.settings(seat.actor), as_json=as_json)


def settle(
    address: Address,
    /,
    *,
    off: Off = [],  # noqa: B006  # cyclopts' way to say none
    on: On = [],  # noqa: B006
    again: Again = None,
    quiet: Quiet = None,
    reply_to: ReplyTo = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Change what a workspace settled; what nobody names stays as it is."""
    begin, end = _hours(quiet)
    with seated(address, chair) as seat:
        was = seat.registre.notices.settings(seat.actor)
        wanted = evolve(
            was,
            off=(was.off | set(off)) - set(on),
            remind_again_after=was.remind_again_after if again is None else again,
            quiet_from=was.quiet_from if quiet is None else begin,
            quiet_until=was.quiet_until if quiet is None else end,
            reply_to=was.reply_to if reply_to is None else _or_none(reply_to),
        )
        _tell(seat, seat.registre.notices.settle(seat.actor, wanted), as_json=as_json)


def mute(
    address: Address,
    /,
    *,
    kinds: Kinds = [],  # noqa: B006
    whom: Whom = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Hear nothing of some kinds of notices any more."""
    with seated(address, chair) as seat:
        notices = seat.registre.notices
        if whom is None:
            muted = notices.mute(seat.actor, kinds)
        else:
            muted = notices.mute_for(seat.actor, signers.person(seat, whom, FOR), kinds)
        if as_json:
            write_json({**seat.as_json(), "muted": sorted(muted)})
            return
        say(seat.as_line())
        say(Words(typeset(_heard(muted))))


def _heard(muted: Collection[str]) -> str:
    if not muted:
        return "Tous les avis arrivent de nouveau."
    said = plural(len(muted), "sorte d’avis n’arrive plus", "sortes d’avis n’arrivent plus")
    return f"{said} : {_listed(muted)}. Les avis de sécurité arrivent toujours."


def _tell(seat: Seat, settings: NoticeSettings, *, as_json: bool) -> None:
    if as_json:
        write_json({**seat.as_json(), "settings": _described(settings)})
        return
    say(seat.as_line())
    table = grid()
    add(table, "Avis coupés", typeset(_listed(settings.off)) or "aucun")
    add(table, "Rappels", typeset(f"tous les {settings.remind_again_after} jours au plus"))
    add(table, "Heures calmes", _said_hours(settings))
    add(table, "Réponses à", settings.reply_to or "l’hébergeur")
    say(table)


def _described(settings: NoticeSettings) -> dict[str, object]:
    begin, end = (one and f"{one:%H:%M}" for one in (settings.quiet_from, settings.quiet_until))
    return {
        "off": sorted(settings.off),
        "remind_again_after": settings.remind_again_after,
        "quiet_from": begin,
        "quiet_until": end,
        "reply_to": settings.reply_to,
    }


def _said_hours(settings: NoticeSettings) -> str:
    if settings.quiet_from is None or settings.quiet_until is None:
        return "aucune"
    return f"de {settings.quiet_from:%H:%M} à {settings.quiet_until:%H:%M}"


def _listed(kinds: Collection[str]) -> str:
    return ", ".join(topic(kind) for kind in sorted(kinds))


def _or_none(written: str) -> str | None:
    return None if written == NONE else written


def _hours(written: str | None) -> tuple[time, time] | tuple[None, None]:
    """Read quiet hours.

    Raises:
        InvalidInput: ``malformed-text``.
    """
    if written is None or written == NONE:
        return None, None
    begin, _, end = written.partition("-")
    try:
        return time.fromisoformat(begin), time.fromisoformat(end)
    except ValueError:
        example = "21:30-07:00"
        said = f"quiet hours look like {example}"
        raise InvalidInput.at(QUIET, "malformed-text", said, example=example, value=written) from None
