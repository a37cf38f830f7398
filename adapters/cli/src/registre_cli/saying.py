"""What is said to people, a line at a time."""

from __future__ import annotations

import sys

from rich.console import Group, RenderableType
from rich.text import Text

from registre_cli.terminal import Words, terminal
from registre_cli.typography import number, one_line, typeset


def plural(count: int, one: str, several: str | None = None) -> str:
    """Count things."""
    return f"{number(count)} {one if count < 2 else several or f'{one}s'}"  # noqa: PLR2004  # «0 droit», «2 droits»


def tell_next(token: str | None) -> None:
    """Say where the list goes on."""
    if token:
        say(Words(f"{typeset('La suite :')} --after {token}"), soft_wrap=True)


def red(said: str) -> Text:
    """Mark what stands against something."""
    return Words(said, style="red")


def say(shown: RenderableType, *, soft_wrap: bool = False) -> None:
    """Print something; in a group, since rich would make any lone text one of its own, which breaks lines anywhere."""
    terminal().print(Group(shown), soft_wrap=soft_wrap)


def warn(said: str) -> None:
    """Warn on standard error of what does not stop a command."""
    sys.stderr.write(f"registre : {one_line(typeset(f'attention : {said}'))}\n")
