"""The command line: which commands there are, and how each of them ends."""

from __future__ import annotations

import logging
import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from io import StringIO

from cyclopts import App, CycloptsError, Group

from registre_cli.books.manual import BOOKS
from registre_cli.commissions.manual import VISITS
from registre_cli.documents.manual import DOCUMENTS
from registre_cli.findings.manual import FINDINGS
from registre_cli.help import FrenchHelp
from registre_cli.interventions.manual import INTERVENTIONS
from registre_cli.invoices.manual import INVOICES
from registre_cli.logbook.manual import LOGBOOK
from registre_cli.manual import COMMANDS, EXIT_CODES, SUMMARY, USAGE, Manual
from registre_cli.moving.manual import WORKSPACE
from registre_cli.notices.manual import NOTICES
from registre_cli.permits.manual import PERMITS
from registre_cli.profiles.manual import PROFILES
from registre_cli.requests.manual import QUOTES, REQUESTS
from registre_cli.signing.manual import SIGNATURES
from registre_cli.subscriptions.manual import SUBSCRIPTIONS
from registre_cli.summary.manual import SUMMARY as SYNTHESIS
from registre_cli.terminal import silence, terminal

TRACE = "REGISTRE_TRACE"
"""Set to 1, it shows where an error comes from."""

PIPE_CLOSED = 141
"""What shells show of a command whose reader went away."""

GROUPS = (
    PROFILES,
    *BOOKS,
    INTERVENTIONS,
    FINDINGS,
    REQUESTS,
    QUOTES,
    PERMITS,
    SIGNATURES,
    VISITS,
    LOGBOOK,
    DOCUMENTS,
    NOTICES,
    SUBSCRIPTIONS,
    INVOICES,
    WORKSPACE,
    SYNTHESIS,
)
"""Commands that belong together."""
MANUALS = (*COMMANDS, *(manual for group in GROUPS for manual in group.commands))
"""The help page of every command."""


def command_line() -> App:
    """Put the commands together; the module of one is imported when it is called."""
    options = Group("Options")
    app = App(
        name="registre",
        help=SUMMARY,
        usage=USAGE,
        help_epilogue=EXIT_CODES,
        help_format="plaintext",
        help_formatter=FrenchHelp(),
        console=terminal(),
        version_format="plaintext",
        version=_version,
        group_commands=Group("Commandes"),
        group_arguments=Group("Arguments"),
        group_parameters=options,
        suppress_keyboard_interrupt=False,
        print_error=False,
        exit_on_error=False,
        result_action="return_value",
    )
    for flag, said in (("--help", "Afficher cette aide."), ("--version", "Afficher la version.")):
        app[flag].group = options
        app[flag].help = said
    for manual in COMMANDS:
        _add(manual, app)
    for group in GROUPS:
        commands = App(name=group.name, help=group.text, usage=group.usage, help_epilogue=EXIT_CODES)
        for manual in group.commands:
            _add(manual, commands)
        app.command(commands)
    return app


def _add(manual: Manual, commands: App) -> None:
    commands.command(
        f"registre_cli.{manual.calls}",
        name=manual.word,
        help=manual.text,
        usage=manual.usage,
        help_epilogue=manual.epilogue,
    )


def run(tokens: Sequence[str]) -> int:
    """Run one command and give its exit code. Nothing but Ctrl-C leaves as an exception."""
    tracing = os.environ.get(TRACE, "") not in {"", "0"}
    _settle_streams(tracing=tracing)
    try:
        command_line()(tokens)
        sys.stdout.flush()
    except BrokenPipeError:
        silence(sys.stdout)
        return PIPE_CLOSED
    except Exception as error:  # noqa: BLE001  # the last line of defence: never a traceback
        if tracing:
            traceback.print_exception(error)
        return _refuse(error, as_json="--json" in tokens)
    return 0


def _refuse(error: Exception, *, as_json: bool) -> int:
    from registre_cli.answers import answer_to, usage_answer

    answer = usage_answer(error) if isinstance(error, CycloptsError) else answer_to(error)
    for stream, said in ((sys.stdout, ""), (sys.stderr, answer.as_json() if as_json else answer.as_line())):
        try:
            stream.write(said)
            stream.flush()
        except OSError:  # a full disk, a reader who went away: it was told already, or cannot be
            silence(stream)
    return answer.exit_code


def _settle_streams(*, tracing: bool) -> None:
    """Let no terminal's encoding and no library's chatter get between a command and who reads it."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # the shell closed it
            setattr(sys, name, StringIO())
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    if tracing:
        logging.basicConfig()
        return
    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _version() -> str:
    from importlib.metadata import version

    return f"registre {version('registre-cli')} (registre-core {version('registre-core')})"
