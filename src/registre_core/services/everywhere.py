"""The same work in many workspaces, each in changes of its own: what fails in one does not hold up the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from attrs import frozen

from registre_core.kernel.errors import RegistreError
from registre_core.kernel.identifiers import WorkspaceId

Outcome = TypeVar("Outcome")


@frozen
class Trouble:
    """A workspace in which the work could not be done; the others' was."""

    workspace: WorkspaceId
    """Which one."""
    error: RegistreError
    """Why."""


@frozen
class Everywhere(Generic[Outcome]):
    """What came of one kind of work, workspace by workspace."""

    done: tuple[Outcome, ...]
    """What it came to where it was done."""
    troubles: tuple[Trouble, ...]
    """Where it could not be."""


def each(workspaces: Iterable[WorkspaceId], work: Callable[[WorkspaceId], Outcome]) -> Everywhere[Outcome]:
    """Do the same in each workspace, whatever fails in another."""
    done, troubles = list[Outcome](), list[Trouble]()
    for workspace in workspaces:
        try:
            done.append(work(workspace))
        except RegistreError as error:
            troubles.append(Trouble(workspace, error))
    return Everywhere(tuple(done), tuple(troubles))
