"""Commands about signatures that were asked for, and the words for them."""
