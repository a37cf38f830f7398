"""Clock and identifiers of registre-core from the operating system."""
