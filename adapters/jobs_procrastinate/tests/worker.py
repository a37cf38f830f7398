"""A worker in a process of its own, to be killed: it notes that it has begun, and never ends."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from registre_core.ports import Outcome, Periodic
from registre_jobs_procrastinate.engine import ProcrastinateJobs


def main(conninfo: str, silent: str, cron: str, note: str) -> None:
    def run() -> Outcome:
        Path(note).touch()
        time.sleep(60)
        return Outcome()

    ProcrastinateJobs(conninfo, float(silent)).work([Periodic("slow", cron, run)], until=lambda: False)


if __name__ == "__main__":
    main(*sys.argv[1:])
