"""The commands about the logbook."""
