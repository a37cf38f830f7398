"""The commands that show what a change of rights does before it is made, and then make exactly that."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from registre_cli.answers import worded
from registre_cli.options import Address, After, Json, Limit
from registre_cli.profiles.changes import NOTHING_ASKED, Wish, asked_of
from registre_cli.profiles.consequences import described, directory_of, tell_change, tell_consequences
from registre_cli.profiles.options import NOBODY_SAID, Chair, KeepDifference, ProfileName, Users
from registre_cli.profiles.seat import Directory, Seat, seated
from registre_cli.progress import waiting
from registre_cli.saying import red, say
from registre_cli.terminal import Words, write_json
from registre_cli.typography import typeset
from registre_core import Conflict
from registre_core.rights import Plan, Profile

Commit = Annotated[
    str | None,
    Parameter(
        name="--commit",
        metavar="EMPREINTE",
        help="Appliquer le plan qui porte cette empreinte, si rien n’a changé depuis qu’il a été montré.",
    ),
]


def plan(
    address: Address,
    profile: ProfileName,
    /,
    *,
    wish: Wish = NOTHING_ASKED,
    commit: Commit = None,
    after: After = None,
    limit: Limit = 50,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Show who gains and loses what on which site; with its digest, do it."""
    with seated(address, chair) as seat:
        about = seat.profile(profile)
        planning, committing = asked_of(seat, about, wish)
        with waiting("Le plan se calcule"):
            made = planning(after=after, limit=limit)
        directory = directory_of(seat, made)
        if commit is not None:
            _require_shown(made, commit)
            with waiting("Le plan s'applique"):
                committing(made)
    _answer(seat, directory, about, made, committed=commit is not None, as_json=as_json)


def attach(
    address: Address,
    profile: ProfileName,
    /,
    *,
    user: Users,
    keep_difference: KeepDifference = False,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Attach users to a profile at once, and show what that changed."""
    with seated(address, chair) as seat:
        about = seat.profile(profile)
        planning, committing = asked_of(seat, about, Wish(attach=user, keep_difference=keep_difference))
        made = planning()
        directory = directory_of(seat, made)
        with waiting("Le plan s'applique"):
            committing(made)
    _answer(seat, directory, about, made, committed=True, as_json=as_json)


def _require_shown(made: Plan, digest: str) -> None:
    if made.digest != digest.strip().lower():
        said = "this is not the plan that was shown: something moved, or something else is asked for"
        raise Conflict("plan-outdated", said, {"planned": digest, "now": made.digest})


def _answer(seat: Seat, directory: Directory, profile: Profile, made: Plan, *, committed: bool, as_json: bool) -> None:
    if as_json:
        write_json({**seat.as_json(), "profile": str(profile.id), **described(made), "committed": committed})
        return
    say(seat.as_line())
    tell_change(profile, made, directory)
    tell_consequences(made, directory, committed=committed)
    _tell_what_next(made, committed=committed)


def _tell_what_next(made: Plan, *, committed: bool) -> None:
    if committed:
        say(Words("C’est fait."))
    elif made.verdict:
        say(Words(typeset("Rien ne s'y oppose. Pour l'appliquer tel quel, la même commande avec :")))
        say(Words(f"  --commit {made.digest}", style="bold"), soft_wrap=True)
    else:
        say(Words(typeset("Ce changement serait refusé :")))
        for one in made.verdict.reasons:
            say(red(f"  {worded(one.code, one.facts, one.message)}"))
