"""Commands about observations, anomalies and prescriptions, and the words for them."""
