"""Tickets of registre-core as QR codes: SVG, PNG, and characters in a terminal."""
