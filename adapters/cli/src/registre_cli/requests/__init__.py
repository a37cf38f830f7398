"""Commands about requests for interventions and quotes, and the words for them."""
