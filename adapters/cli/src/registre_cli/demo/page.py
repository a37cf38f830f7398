"""What the story is printed with: headings, sentences, and whatever stands by itself."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.rule import Rule

from registre_cli.terminal import Words, terminal
from registre_cli.typography import typeset


def heading(title: str) -> None:
    """Begin a step."""
    terminal().print(Rule(Words(typeset(title), style="bold cyan"), align="left", style="cyan"))


def say(text: str) -> None:
    """Say something, and leave a line."""
    show(Words(typeset(text)))


def show(shown: RenderableType) -> None:
    """Show something, and leave a line."""
    terminal().print(Group(shown))  # in a group, since rich would make any lone text one of its own
    terminal().print()
