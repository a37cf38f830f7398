"""Rights, places and situations in the words that people use."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from registre_cli.answers import worded
from registre_cli.labels import day
from registre_cli.profiles.seat import Directory
from registre_cli.saying import plural
from registre_cli.typography import quoted, typeset
from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.reasons import Reason
from registre_core.rights import Catalogue, Reach, Situation

SHOWN_SITES = 3
"""Sites that are named one by one."""
LISTED_RIGHTS = 3
"""Exceptions that tell a situation from others; of more, the number does."""


def rights(catalogue: Catalogue, codes: Collection[str]) -> str:
    """List rights by module, in the order people see them; those that sleep by their codes, at the end."""
    if catalogue.every == codes:
        return "tous les droits"
    given = {
        module.french: [right.french.lower() for right in module.rights if right.code in codes]
        for module in catalogue.modules
    }
    said = [f"{module} : {', '.join(rights)}" for module, rights in given.items() if rights]
    return typeset(" ; ".join([*said, *sorted(frozenset(codes) - catalogue.every)])) or "–"


def place(reach: Reach, directory: Directory) -> str:
    """Say where rights come or go."""
    if reach.sites is None:
        return typeset(f"tous les sites, sauf {_sites(reach.but, directory)}" if reach.but else "tous les sites")
    return _sites(reach.sites, directory)


def sites_of(sites: Collection[SiteId] | None, directory: Directory) -> str:
    """Say on which sites somebody works."""
    return "tous" if sites is None else _sites(sites, directory)


def named_of(sites: Iterable[SiteId]) -> list[SiteId]:
    """Choose which of these sites are named: somebody may have thousands."""
    return sorted(sites)[:SHOWN_SITES]


def _sites(sites: Collection[SiteId], directory: Directory) -> str:
    if not sites:
        return "sans site"
    more = len(sites) - SHOWN_SITES
    names = ", ".join(sorted(directory.sites[site] for site in named_of(sites)))
    return f"{names} et {plural(more, 'autre')}" if more > 0 else names


def standing(situation: Situation, directory: Directory) -> str:
    """Say where somebody stands: his profile, his exceptions, what stops his account."""
    name = directory.profiles.get(situation.profile_id) if situation.profile_id else None
    said = [quoted(name) if name else "sans profil"]
    for word, codes in (("en plus", situation.grants), ("retiré", situation.denials)):
        if codes:
            said.append(f"{typeset(f'{word} :')} {_at_a_glance(directory.catalogue, codes)}")
    return "\n".join([*said, *halts(situation)])


def _at_a_glance(catalogue: Catalogue, codes: Collection[str]) -> str:
    """List a few rights, and count many: who is shown a situation wants to tell it from others."""
    return rights(catalogue, codes) if len(codes) <= LISTED_RIGHTS else plural(len(codes), "droit")


def exceptions(situation: Situation, catalogue: Catalogue) -> Iterable[str]:
    """Say what somebody has beside his profile, and what is denied to him."""
    if situation.grants:
        yield f"{typeset('en plus :')} {rights(catalogue, situation.grants)}"
    if situation.denials:
        yield f"{typeset('retiré :')} {rights(catalogue, situation.denials)}"


def halts(situation: Situation) -> Iterable[str]:
    """Say what stops an account, or will."""
    if not situation.active:
        yield "inactif"
    if situation.locked:
        yield "verrouillé"
    if situation.expires_on:
        yield typeset(f"jusqu'au {day(situation.expires_on)}")


def reasons(given: Iterable[Reason]) -> list[str]:
    """Say why something may not be, each with the text that asks for it."""
    return [f"{worded(one.code, one.facts, one.message)} ({one.source.text})" for one in given]
