"""The commands about notices: what waits, what went out, and what could not."""
