"""Documents of registre-core in a bucket of S3, or of whatever speaks its protocol, addressed by digest."""
