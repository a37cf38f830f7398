"""Commands about interventions, and the words for them."""
