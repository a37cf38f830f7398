"""Commands about invoices, and the words for them."""
