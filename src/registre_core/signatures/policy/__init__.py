"""What may be signed, by whom, with what drawing; and what becomes of a request."""
