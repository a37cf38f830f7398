"""Commands about hot-work permits, and the words for them."""
