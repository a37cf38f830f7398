"""The command that explains why somebody may do something, or may not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.table import Table

from registre_cli.answers import worded
from registre_cli.labels import day
from registre_cli.options import Address, Json
from registre_cli.profiles.names import right_label
from registre_cli.profiles.options import NOBODY_SAID, Chair, RightName, SiteName, UserName
from registre_cli.profiles.seat import Seat, seated
from registre_cli.profiles.words import reasons
from registre_cli.saying import red, say
from registre_cli.tables import add, headed
from registre_cli.terminal import Words, write_json
from registre_cli.typography import quoted, typeset
from registre_core.kernel.reasons import Reason
from registre_core.rights import Explanation, Layer, Says, Statement, User
from registre_core.workspace import Site

LAYERS: Mapping[Layer, str] = {
    Layer.ACCOUNT: "Le compte",
    Layer.SITE: "Les sites",
    Layer.CATALOGUE: "Les modules",
    Layer.PROFILE: "Son profil",
    Layer.GRANT: "Ses droits propres",
    Layer.DENIAL: "Ce qui lui est retiré",
    Layer.PREREQUISITE: "Ce que le droit suppose",
}
"""What has a say."""

MARKS: Mapping[Says, str] = {Says.GIVES: "✓", Says.ALLOWS: "✓", Says.BLOCKS: "✗", Says.NOTHING: "·"}
"""How it speaks, at a glance."""

_ALLOWED: Mapping[Layer, str] = {
    Layer.ACCOUNT: "actif, ni verrouillé ni échu",
    Layer.SITE: "rien ne s'y oppose",
    Layer.CATALOGUE: "ils connaissent ce droit",
    Layer.PREREQUISITE: "tout y est",
}
_SILENT: Mapping[Layer, str] = {
    Layer.PROFILE: "ne le donne pas",
    Layer.GRANT: "ne le donnent pas",
    Layer.DENIAL: "ce droit n'en est pas",
}
_GIVEN: Mapping[Layer, str] = {Layer.PROFILE: "le donne", Layer.GRANT: "le donnent"}


def explain(
    address: Address,
    user: UserName,
    right: RightName,
    /,
    *,
    site: SiteName = None,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Explain why somebody may do this, here, today, or why not."""
    with seated(address, chair) as seat:
        person, code = seat.user(user, "UTILISATEUR"), seat.right(right, "DROIT")
        place = seat.site(site) if site is not None else None
        answer = seat.registre.rights.explain(seat.actor, person.id, code, site=place.id if place else None)
    if as_json:
        write_json({**seat.as_json(), **_described(person, answer)})
    else:
        _tell(seat, person, place, answer)


def _described(person: User, answer: Explanation) -> dict[str, Any]:
    return {
        "user": {"id": str(person.id), "name": person.name},
        "right": answer.right,
        "site": answer.site and str(answer.site),
        "on": answer.on.isoformat(),
        "allowed": bool(answer.verdict),
        "layers": [
            {
                "layer": one.layer.value,
                "says": one.says.value,
                "name": one.name,
                "reasons": [*map(_reason, one.reasons)],
            }
            for one in answer.statements
        ],
        "reasons": [*map(_reason, answer.verdict.reasons)],
    }


def _reason(reason: Reason) -> dict[str, str]:
    said = worded(reason.code, reason.facts, reason.message)
    return {"code": reason.code, "message": said, "source": reason.source.text}


def _tell(seat: Seat, person: User, place: Site | None, answer: Explanation) -> None:
    say(seat.as_line())
    where = f", sur {quoted(place.name)}" if place else ""
    asked = quoted(right_label(seat.catalogue, answer.right))
    yes = Words("oui", style="bold green") if answer.verdict else Words("non", style="bold red")
    when = typeset(f", le {day(answer.on)} : ")
    say(Words(f"{person.name}, {asked}{where}{when}").append_text(yes).append("."))
    say(_table(answer))
    if not answer.blocked_by:
        for said in reasons(answer.verdict.reasons):
            say(red(said))


def _table(answer: Explanation) -> Table:
    table = headed("", "Couche", "Ce qu'elle dit")
    for one in answer.statements:
        style = {Says.GIVES: "green", Says.BLOCKS: "red"}.get(one.says, "default")
        add(table, Words(MARKS[one.says], style=style), typeset(_layer(one)), Words(_said(one), style=style))
    return table


def _layer(statement: Statement) -> str:
    return LAYERS[statement.layer]


def _said(statement: Statement) -> str:
    if statement.says is Says.BLOCKS and statement.layer is Layer.CATALOGUE:
        return typeset("aucun module présent ne connaît ce droit : il dort")
    if statement.says is Says.BLOCKS:
        return "\n".join(reasons(statement.reasons))
    if statement.layer is Layer.PROFILE and statement.name is None:
        return "aucun"
    words = {Says.GIVES: _GIVEN, Says.ALLOWS: _ALLOWED, Says.NOTHING: _SILENT}[statement.says]
    said = typeset(words[statement.layer])
    return f"{quoted(statement.name)} {said}" if statement.name else said
