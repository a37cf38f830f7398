"""What this adapter offers to a host. Importing it loads no engine, and reaches no server."""

from __future__ import annotations

from registre_core.plugins import Offer, hookimpl
from registre_core.ports import JobEngine


def _open(address: str) -> JobEngine:
    from registre_jobs_procrastinate.engine import ProcrastinateJobs  # loaded only when chosen

    return ProcrastinateJobs.at(address)


@hookimpl
def registre_job_engines() -> list[Offer[JobEngine]]:
    """Offer workers that find each other in a PostgreSQL database."""
    said = "des travaux de fond sur PostgreSQL : procrastinate:postgresql://compte@serveur/base"
    return [Offer("procrastinate", _open, said)]
