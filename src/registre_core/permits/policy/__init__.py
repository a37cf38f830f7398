"""What may be done with a permit, where it stands, and what colour its post-work check has."""
