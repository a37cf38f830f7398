"""The command that creates the users of a profile from a file: all of them, or none."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from registre_cli.files import opened
from registre_cli.options import Address, Json
from registre_cli.profiles.options import NOBODY_SAID, Chair, ProfileName
from registre_cli.profiles.seat import Seat, seated
from registre_cli.progress import parts
from registre_cli.saying import plural, say
from registre_cli.terminal import Words, write_json
from registre_cli.typography import quoted, typeset
from registre_core import InvalidInput
from registre_core.kernel.identifiers import SiteId
from registre_core.rights import Profile
from registre_core.services.rights import Import

File = Annotated[Path, Parameter(name="FICHIER", help="Le fichier CSV, avec une ligne d’en-tête.")]
Sites = Annotated[
    list[str],
    Parameter(
        name="--site",
        metavar="SITE",
        negative=(),
        help="Un site de ceux dont la ligne n’en nomme aucun. Peut être répété.",
    ),
]
AllSites = Annotated[
    bool,
    Parameter(
        name="--all-sites",
        negative=(),
        show_default=False,
        help="Tous les sites, ceux à venir compris, à ceux dont la ligne n’en nomme aucun.",
    ),
]

SEPARATORS = {"\t": "tabulation"}
"""What stands between cells and cannot be seen."""


def import_users(
    address: Address,
    profile: ProfileName,
    file: File,
    /,
    *,
    site: Sites = [],  # noqa: B006  # cyclopts' way
    all_sites: AllSites = False,
    chair: Chair = NOBODY_SAID,
    as_json: Json = False,
) -> None:
    """Create an account for each line of a file, with this profile."""
    if bool(site) == all_sites:
        said = "say on which sites those work whose line names none: --site, or --all-sites"
        raise InvalidInput.at("--site", "sites-undecided", said)
    with seated(address, chair) as seat:
        about = seat.profile(profile)
        done = _imported(seat, about, file, None if all_sites else [seat.site(one).id for one in site])
    _answer(seat, about, done, as_json=as_json)


def _imported(seat: Seat, about: Profile, file: Path, sites: list[SiteId] | None) -> Import:
    with opened(file, "FICHIER") as source, parts(file.name) as bar:
        return seat.registre.rights.import_users(seat.actor, about.id, source, sites=sites, progress=bar)


def _answer(seat: Seat, profile: Profile, done: Import, *, as_json: bool) -> None:
    if as_json:
        told = {"encoding": done.encoding, "separator": done.separator}
        people = [{"id": str(user.id), "name": user.name} for user in done.users]
        write_json({**seat.as_json(), "profile": str(profile.id), "users": people, **told})
        return
    say(seat.as_line())
    created = "est créé" if len(done.users) == 1 else "sont créés"
    say(Words(f"{plural(len(done.users), 'utilisateur')} {created}, avec le profil {quoted(profile.name)}."))
    between = SEPARATORS.get(done.separator, done.separator)
    say(Words(typeset(f"Le fichier a été lu en {done.encoding}, cellules séparées par « {between} ».")))
