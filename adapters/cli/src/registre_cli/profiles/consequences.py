"""Plans as people and programs read them: who gains and loses what, on which site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen
from rich.table import Table

from registre_cli.answers import worded
from registre_cli.profiles.seat import Directory, Seat
from registre_cli.profiles.words import named_of, place, rights, standing
from registre_cli.saying import plural, say, tell_next
from registre_cli.tables import add, headed
from registre_cli.terminal import Words
from registre_cli.typography import number, quoted, typeset
from registre_core.kernel.identifiers import SiteId
from registre_core.rights import (
    Attachment,
    Consequence,
    Detachment,
    Homogenisation,
    Plan,
    Profile,
    ProfileDeletion,
    ProfileEdit,
    Reach,
    Shift,
    Situation,
)

SEVERAL = 2
"""From where on French counts in the plural."""
SHOWN_GROUPS = 20
"""Kinds of situations that people are shown: the largest ones. Programs get all."""


@frozen
class Row:
    """What users of one situation gain, or lose, on the same sites."""

    gain: bool
    shift: Shift
    asleep: bool
    """Whether it is not felt yet: the account may not act now, or nobody knows the right now."""


def rows(group: Consequence) -> list[Row]:
    """Give all that a change does to users of one situation, what is felt at once before what sleeps."""
    sides = ((True, group.effective.gains, group.given.gains), (False, group.effective.losses, group.given.losses))
    felt = [Row(gain, shift, asleep=False) for gain, effective, _ in sides for shift in effective]
    sleeping = [
        Row(gain, shift, asleep=True) for gain, effective, given in sides for shift in _beyond(given, effective)
    ]
    return [*felt, *sleeping]


def _beyond(given: Iterable[Shift], effective: Iterable[Shift]) -> Iterator[Shift]:
    """Give what is given or taken without being felt."""
    felt = {(right, shift.reach) for shift in effective for right in shift.rights}
    for shift in given:
        if left := frozenset(right for right in shift.rights if (right, shift.reach) not in felt):
            yield Shift(left, shift.reach)


def directory_of(seat: Seat, plan: Plan) -> Directory:
    """Give the names of what people are shown of a plan."""
    return seat.directory(
        site
        for group in plan.groups[:SHOWN_GROUPS]
        for row in rows(group)
        for sites in (row.shift.reach.sites or (), row.shift.reach.but)
        for site in named_of(sites)
    )


def described(plan: Plan) -> dict[str, Any]:
    """Give a plan as plain values."""
    return {
        "digest": plan.digest,
        "allowed": bool(plan.verdict),
        "against": [
            {"code": one.code, "message": worded(one.code, one.facts, one.message), "source": one.source.text}
            for one in plan.verdict.reasons
        ],
        "added": sorted(plan.added),
        "affected": plan.affected,
        "gaining": plan.gaining,
        "losing": plan.losing,
        "unchanged": plan.unchanged,
        "groups": [*map(_group, plan.groups)],
        "people": [{"id": str(one.user), "name": one.name} for one in plan.people.items],
        "next": plan.people.next,
    }


def _group(group: Consequence) -> dict[str, Any]:
    told = [
        (row, {"rights": sorted(row.shift.rights), **_reach(row.shift.reach), "asleep": row.asleep})
        for row in rows(group)
    ]
    return {
        "users": group.move.people,
        "before": group.move.before and _situation(group.move.before),
        "after": _situation(group.move.after),
        "gains": [said for row, said in told if row.gain],
        "losses": [said for row, said in told if not row.gain],
    }


def _reach(reach: Reach) -> dict[str, Any]:
    return {"sites": None if reach.sites is None else _ids(reach.sites), "but": _ids(reach.but)}


def _situation(situation: Situation) -> dict[str, Any]:
    return {
        "profile": situation.profile_id and str(situation.profile_id),
        "grants": sorted(situation.grants),
        "denials": sorted(situation.denials),
        "sites": None if situation.sites is None else _ids(situation.sites),
        "active": situation.active,
        "locked": situation.locked,
        "expires_on": situation.expires_on and situation.expires_on.isoformat(),
    }


def _ids(sites: Iterable[SiteId]) -> list[str]:
    return sorted(map(str, sites))


def tell_change(profile: Profile, plan: Plan, directory: Directory) -> None:
    """Say what is asked, and what comes along."""
    say(Words(_change(profile, plan, directory), style="bold"))
    if isinstance(plan.change, ProfileEdit):
        for verb, codes in _edits(profile.rights, plan.change.rights, plan.added, directory):
            say(Words(f"  {typeset(verb)}{typeset(' : ')}{rights(directory.catalogue, codes)}"))


def _change(profile: Profile, plan: Plan, directory: Directory) -> str:
    name = quoted(profile.name)
    match plan.change:
        case ProfileEdit():
            return f"Modifier le profil {name}"
        case Attachment(users=users):
            return f"Rattacher {plural(len(users), 'utilisateur')} au profil {name}"
        case Detachment(users=users):
            return f"Détacher {plural(len(users), 'utilisateur')} du profil {name}"
        case Homogenisation():
            return f"Faire tomber les exceptions des utilisateurs du profil {name}"
        case ProfileDeletion(successor=heir):
            taken = f", dont {quoted(directory.profiles[heir])} reprend les utilisateurs" if heir else ""
            return f"Supprimer le profil {name}{taken}"


def _edits(
    given: frozenset[str], asked: frozenset[str], added: frozenset[str], directory: Directory
) -> Iterator[tuple[str, frozenset[str]]]:
    """Say what a profile gives from now on, and what no more; what sleeps is not asked for, and stays."""
    changes = {
        "donner": asked - given,
        "donner aussi, car le reste le suppose": added - given,
        "retirer": (given - asked - added) & directory.catalogue.every,
        "garder, car le reste le suppose": added & given,
    }
    yield from ((verb, codes) for verb, codes in changes.items() if codes)


def summary_of(plan: Plan) -> str:
    """Count those who gain and lose, in a sentence."""
    if not plan.groups:
        return typeset(f"Personne n'y gagne ni n'y perd ({plural(plan.unchanged, 'utilisateur')}).")
    counts = [_counted(plan.gaining, "gagne", "gagnent"), _counted(plan.losing, "perd", "perdent")]
    asleep = plan.affected - sum(group.move.people for group in plan.groups if group.effective)
    if asleep:
        counts.append(f"pour {number(asleep)}, c'est en sommeil")
    if plan.unchanged:
        counts.append(f"pour {number(plan.unchanged)}, rien ne change")
    said = " ; ".join(counts)
    return typeset(f"{said[0].upper()}{said[1:]}.")


def _counted(people: int, one: str, several: str) -> str:
    if people == 0:
        return f"personne n'y {one}"
    return f"{plural(people, 'utilisateur')} y {one if people < SEVERAL else several}"


def tell_consequences(plan: Plan, directory: Directory, *, committed: bool) -> None:
    """Show who gains and loses what, by kind of situation, and the first of them by name.

    Once it is done there is no plan any more whose next page one could ask for.
    """
    say(Words(summary_of(plan)))
    if not plan.groups:
        return
    say(consequences_table(plan, directory))
    if (more := len(plan.groups) - SHOWN_GROUPS) > 0:
        say(Words(typeset(f"Et {number(more)} autres situations : --json les donne toutes.")))
    names = ", ".join(one.name for one in plan.people.items)
    say(Words(f"{typeset('Qui :')} {names}{'…' if committed and plan.people.next else ''}"))
    if not committed:
        tell_next(plan.people.next)


def consequences_table(plan: Plan, directory: Directory) -> Table:
    """Lay a plan out: a line for each kind of right that comes or goes, the largest situations first."""
    table = headed("Utilisateurs", "Leur situation", "", "Droits", "Sites")
    table.columns[0].justify = "right"
    for group in plan.groups[:SHOWN_GROUPS]:
        who = (number(group.move.people), _standing(group, directory))
        for row in rows(group):
            said = rights(directory.catalogue, row.shift.rights)
            noun = _NOUNS[row.gain, row.asleep]
            add(table, *who, Words(noun, style="green" if row.gain else "red"), said, place(row.shift.reach, directory))
            who = ("", "")
    return table


_NOUNS = {
    (True, False): "gain",
    (False, False): "perte",
    (True, True): "gain en sommeil",
    (False, True): "perte en sommeil",
}


def _standing(group: Consequence, directory: Directory) -> str:
    after = standing(group.move.after, directory)
    before = standing(group.move.before, directory) if group.move.before else "nouveau compte"
    return after if before == after else f"{before}\n→ {after}"
