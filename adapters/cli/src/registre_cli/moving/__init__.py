"""Commands that carry a whole workspace out, and in."""
