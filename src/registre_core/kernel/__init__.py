"""The words every room uses. It imports nothing of the house."""
