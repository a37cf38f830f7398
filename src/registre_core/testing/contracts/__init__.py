"""One contract a port: subclass it, override its fixtures, run pytest."""
