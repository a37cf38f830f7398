"""The commands about documents of the building."""
