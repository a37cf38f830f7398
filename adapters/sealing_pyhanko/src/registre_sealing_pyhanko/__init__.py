"""PDF documents of registre-core sealed with a PKCS#12 key (PAdES), one increment for each signature."""
