"""Who needs a version, which one, and how one comes by it, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from registre_core.clients.versions import Version
from registre_core.kernel.actors import ClientKind
from registre_core.kernel.errors import Problem
from registre_core.kernel.reasons import Source

WEB_VERSION = Source("Version 1.47, Mise à jour de la version 1.47 sur le web (S10)")
"""«Vérifiez qu'en bas de votre écran la version de votre solution est au moins à 1.47.»"""
MOBILE_VERSION = Source("Version 1.47, Mise à jour de la version sur l'application mobile (S10)")
"""«Vérifiez que votre application est bien mise à jour. Version 1.9.1»"""

UPDATES: Mapping[ClientKind, str] = {
    ClientKind.WEB: "actualisez la page",
    ClientKind.MOBILE: "mettez à jour l'application",
}
"""What people are asked to do, by kind of client. A kind without a row is a machine's, and has no version."""


@frozen
class Requirement:
    """The versions that count for one kind of client.

    It is checked by the `ClientPolicy` that takes it, so that the problems of all kinds are told at once.
    """

    minimum: str
    """The oldest that may be used (*version minimale*)."""
    recommended: str | None = None
    """Who has an older one is advised to update, and passes (*version conseillée*); none: nobody is advised."""
    published: str | None = None
    """The latest that people can get, if the host says so: asking for a later one would shut everybody out."""

    def problems(self, path: str) -> Iterator[Problem]:
        """Tell what makes no sense; `path` says where the requirement stands."""
        given = (("minimum", self.minimum), ("recommended", self.recommended), ("published", self.published))
        versions: dict[str, Version] = {}
        for name, text in given:
            version = None if text is None else Version.parse(text)
            if version is not None:
                versions[name] = version
            elif text is not None:
                facts = {"example": "1.47.2", "value": text}
                yield Problem(
                    f"{path}.{name}", "malformed-text", f"'{name}' must look like 1.47.2, not {text!r}", facts
                )
        yield from self._out_of_order(path, versions)

    def _out_of_order(self, path: str, versions: Mapping[str, Version]) -> Iterator[Problem]:
        """Compare what could be read: minimum, recommended and published go upwards."""
        for name, text in (("minimum", self.minimum), ("recommended", self.recommended)):
            if {name, "published"} <= versions.keys() and versions[name] > versions["published"]:
                facts = {"value": text, "published": self.published}
                said = f"'{name}' is {text}, which nobody can get: {self.published} is the latest published"
                yield Problem(f"{path}.{name}", "version-not-published", said, facts)
        if {"minimum", "recommended"} <= versions.keys() and versions["recommended"] < versions["minimum"]:
            facts = {"value": self.recommended, "minimum": self.minimum}
            said = f"'recommended' is {self.recommended}, below the minimum of {self.minimum}: nobody may even use it"
            yield Problem(f"{path}.recommended", "recommended-below-minimum", said, facts)


REQUIREMENTS: Mapping[ClientKind, Requirement] = {
    ClientKind.WEB: Requirement("1.47"),
    ClientKind.MOBILE: Requirement("1.9.1"),
}
"""What the source asks for. It advises nobody; and what is published is for the host to say, since that moves on."""
