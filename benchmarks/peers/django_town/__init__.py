"""The application of a Django project: its models are found in `models`, as Django wants it."""
