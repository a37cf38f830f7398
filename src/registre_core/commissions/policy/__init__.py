"""What may be said of a visit and when, which orders bind, and when a commission is due again."""
