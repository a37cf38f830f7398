"""Use cases: signatures, from the question to the proof (S3, S8)."""
