"""People who are to get accounts, many at once: what is known of them, and who of them cannot come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import Factory, define, field, frozen

from registre_core.kernel.erasure import not_reserved
from registre_core.kernel.errors import Problem
from registre_core.kernel.identifiers import SiteId
from registre_core.kernel.names import folded
from registre_core.kernel.validation import E_MAIL, Checked, must, not_blank, one_line, well_formed

MOST_AT_ONCE = 10_000
"""So many accounts at most come in one act, whose transaction holds the workspace for some seconds."""


@frozen
class NewUser(Checked):
    """Somebody who is to get an account, with the profile that all of them share."""

    name: str = field(metadata=must(not_blank, one_line, well_formed, not_reserved))
    """First and last name."""
    email: str | None = field(default=None, metadata=must(E_MAIL, one_line, well_formed))
    """Where notices go."""
    sites: frozenset[SiteId] | None = None
    """The sites he works on; ``None`` means all, those to come included."""
    expires_on: date | None = None
    """The last day he may act; without one there is no end."""


@define
class Crowd:
    """People who come together: each is somebody else, and so is each address.

    An address that two accounts share would make nobody's notices his own, and a file that is imported twice would make
    everybody twice. Whoever wants it all the same creates the account by itself.
    """

    taken: frozenset[str] = frozenset()
    """Addresses that accounts have, in lower case."""
    _people: dict[tuple[str, str | None], str] = Factory(dict)
    _addresses: dict[str, str] = Factory(dict)

    def joined_by(self, name: str, email: str | None, place: str) -> Iterator[Problem]:
        """Let somebody join, and tell whose like is there already.

        Args:
            name: his name.
            email: his address.
            place: where in the input he stands.
        """
        address = email.lower() if email else None
        known_as = (folded(name), address)
        if known_as[0] and (twin := self._people.setdefault(known_as, place)) != place:
            yield Problem("name", "repeated-person", f"the same name and address stand at {twin}", {"place": twin})
        elif address is not None and (other := self._addresses.setdefault(address, place)) != place:
            yield Problem("email", "repeated-address", f"the same address stands at {other}", {"place": other})
        if address in self.taken:
            yield Problem("email", "address-taken", "an account has this address already")
