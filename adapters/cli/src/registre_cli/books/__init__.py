"""Commands about address books: sites, contractors, contacts."""
