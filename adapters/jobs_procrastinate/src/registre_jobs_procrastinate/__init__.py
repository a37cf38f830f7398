"""Background work on PostgreSQL, by procrastinate: see `registre_jobs_procrastinate.engine.ProcrastinateJobs`."""
