"""Notices of registre-core by mail: SMTP with STARTTLS or implicit TLS."""
