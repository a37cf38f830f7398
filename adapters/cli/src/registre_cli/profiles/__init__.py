"""The commands about profiles: who may do what, through what, and what a change would do."""
