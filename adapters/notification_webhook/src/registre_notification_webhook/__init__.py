"""Signed callbacks of registre-core to the machines that subscribed (Standard Webhooks)."""
