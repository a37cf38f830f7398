"""Help pages in French, plain enough for a narrow terminal."""

from __future__ import annotations

from textwrap import wrap

from attrs import frozen
from cyclopts.help import HelpEntry, HelpPanel
from rich.console import Console, ConsoleOptions
from rich.text import Text

from registre_cli.typography import NO_BREAK

INDENT = "  "
NARROWEST = 20
"""Columns that a description gets at least."""


@frozen
class FrenchHelp:
    """The help formatter of cyclopts, whose own words are English."""

    show_metavar: bool = True
    """What cyclopts asks of a formatter: show what the value of an option looks like."""

    def __call__(self, console: Console, options: ConsoleOptions, panel: HelpPanel) -> None:
        """Print one group of commands, arguments or options."""
        if not panel.entries:
            return
        console.print(Text(f"{panel.title}{NO_BREAK}:", style="bold"))
        named = [(", ".join(entry.display_labels_with_metavar), entry) for entry in panel.entries]
        widest = max(len(name) for name, _ in named)
        for name, entry in named:
            lines = wrap(_described(entry), max(NARROWEST, options.max_width - widest - 2 * len(INDENT)))
            indented = f"\n{INDENT}{' ' * widest}{INDENT}".join(lines)
            console.print(Text.assemble(INDENT, (name.ljust(widest), "cyan"), INDENT, indented), soft_wrap=True)
        console.print()

    def render_usage(self, console: Console, _: ConsoleOptions, usage: object) -> None:
        """Print how the command is called."""
        console.print(Text.assemble((f"Utilisation{NO_BREAK}: ", "bold"), str(usage).strip()))
        console.print()

    def render_description(self, console: Console, _: ConsoleOptions, description: object) -> None:
        """Print what the command does."""
        console.print(Text(_plain(description).strip()))
        console.print()


def _described(entry: HelpEntry) -> str:
    return _plain(entry.description) + (" Obligatoire." if entry.required else "")


def _plain(description: object) -> str:
    inner = getattr(description, "primary_renderable", description)
    return inner.plain if isinstance(inner, Text) else str(inner or "")
