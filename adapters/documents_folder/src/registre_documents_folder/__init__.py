"""Documents of registre-core in a local folder, fsynced and addressed by digest."""
