"""Where an intervention stands, what may be done with it, and what becomes of it."""
