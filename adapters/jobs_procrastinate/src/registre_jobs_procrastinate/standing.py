"""Where each kind of work stands, read from procrastinate's tables."""

from __future__ import annotations

from datetime import UTC

import psycopg

from registre_core.ports import WorkStatus

_ASKED = """
SELECT job.task_name,
       max(done.at),
       count(*) FILTER (WHERE job.status = 'todo'),
       count(*) FILTER (WHERE job.status = 'doing'),
       count(*) FILTER (WHERE job.status = 'doing' AND (worker.id IS NULL
                        OR worker.last_heartbeat < now() - make_interval(secs => %s))),
       count(*) FILTER (WHERE job.status = 'failed')
  FROM procrastinate_jobs job
  LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
  LEFT JOIN (SELECT job_id, max(at) AS at FROM procrastinate_events WHERE type = 'succeeded' GROUP BY job_id) done
    ON done.job_id = job.id
 GROUP BY job.task_name
 ORDER BY job.task_name
"""


def standing(connection: psycopg.Connection, silent: float) -> tuple[WorkStatus, ...]:
    """Sum up what is kept of runs, by name; workers that were silent for so long left theirs behind."""
    rows = connection.execute(_ASKED, [silent]).fetchall()
    return tuple(WorkStatus(name, done and done.astimezone(UTC), *counts) for name, done, *counts in rows)
