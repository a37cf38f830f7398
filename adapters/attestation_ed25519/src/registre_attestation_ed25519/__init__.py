"""Anchors of registre-core signed with an Ed25519 key from a file or a command."""
