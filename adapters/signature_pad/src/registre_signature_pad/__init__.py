"""Signatures drawn in a web page, for registre-core: reads what signature_pad gives, and draws it as SVG."""
