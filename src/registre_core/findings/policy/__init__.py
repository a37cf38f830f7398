"""What may be done about a finding, and what becomes of it."""
