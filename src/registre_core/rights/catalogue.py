"""Every right there is, joined once from the core's modules and the plug-ins'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import sha256

from attrs import field, frozen

from registre_core.kernel.errors import ConfigurationError, Problem
from registre_core.rights.tables import EXTENSIONS, MODULES, Group, Module, Right


def _by_group(modules: Iterable[Module]) -> tuple[Module, ...]:
    """Put each module behind those of its group; groups in the order of their first modules, `EXTENSIONS` last."""
    joined = tuple(modules)
    groups: dict[str, Group] = {}
    for module in joined:
        if groups.setdefault(module.group.code, module.group) != module.group:
            said = f"two modules of the catalogue call the group {module.group.code} by two names: agree on one"
            raise ConfigurationError("ambiguous-group", said, {"group": module.group.code})
    in_order = sorted(groups, key=lambda code: code == EXTENSIONS.code)
    return tuple(sorted(joined, key=lambda module: in_order.index(module.group.code)))


@frozen
class Catalogue:
    """Every right there is: the core's modules and the plug-ins', joined once when the host is put together."""

    modules: tuple[Module, ...] = field(default=MODULES, converter=_by_group)
    """In the order people see them: group by group, and in each the core's before the plug-ins'."""
    rights: Mapping[str, Right] = field(init=False, repr=False, eq=False)
    """By code, in the same order."""
    every: frozenset[str] = field(init=False, repr=False, eq=False)
    """The codes of all rights: what a first administrator holds."""
    core: frozenset[str] = field(init=False, repr=False, eq=False)
    """Those of them that the core itself knows; the others were brought by plug-ins."""
    bits: Mapping[str, int] = field(init=False, repr=False, eq=False)
    """A bit for each right, so that what somebody holds is a number; it means nothing outside this process."""

    def __attrs_post_init__(self) -> None:
        rights = [right for module in self.modules for right in module.rights]
        by_code = {right.code: right for right in rights}
        if len(by_code) < len(rights) or len({module.code for module in self.modules}) < len(self.modules):
            raise ConfigurationError("duplicate-right", "two modules of the catalogue bear one name: rename one")
        for right in rights:
            for needed in sorted(right.needs - by_code.keys()):
                said = f"{right.code} needs {needed}, which no module has: nobody could ever hold it"
                raise ConfigurationError("unknown-right", said, {"right": needed})
        object.__setattr__(self, "rights", by_code)
        object.__setattr__(self, "every", frozenset(by_code))
        object.__setattr__(self, "core", frozenset(_CORE.intersection(by_code)))
        object.__setattr__(self, "bits", {code: 1 << place for place, code in enumerate(by_code)})

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256, in hexadecimal, of what decides about anybody's rights: the codes, and what each of them needs."""
        said = ";".join(f"{code}:{','.join(sorted(right.needs))}" for code, right in sorted(self.rights.items()))
        return sha256(said.encode()).hexdigest()

    def unknown(self, codes: Iterable[str], path: str) -> list[Problem]:
        """Tell which of these codes name no right."""
        return [
            Problem(path, "unknown-right", f"there is no right {code!r}", {"right": code})
            for code in sorted(set(codes) - self.every)
        ]

    def completed(self, codes: Iterable[str]) -> frozenset[str]:
        """Add the rights that these need, so that what is saved is what is held."""
        known = set(codes)
        waiting = list(known)
        while waiting:
            right = self.rights.get(waiting.pop())
            missing = (right.needs if right else frozenset()) - known
            known |= missing
            waiting.extend(missing)
        return frozenset(known)


_CORE = frozenset(right.code for module in MODULES for right in module.rights)
