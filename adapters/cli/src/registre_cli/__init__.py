"""The command registre: registre-core with its embedded adapters."""

from __future__ import annotations

import sys

__all__ = ["main"]

INTERRUPTED = 130
"""What shells expect of a command that Ctrl-C ended."""


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        from registre_cli.app import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)
