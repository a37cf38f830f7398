"""A notifier of registre-core to start from: each message a file in a folder."""
