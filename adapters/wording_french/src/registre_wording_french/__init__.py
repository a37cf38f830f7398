"""Notices of registre-core as French mails: subject, text and HTML."""
