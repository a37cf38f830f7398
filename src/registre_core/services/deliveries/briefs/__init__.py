"""What is looked up when a notice goes out, by what it is about."""
