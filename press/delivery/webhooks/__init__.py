"""Webhooks: what became public is told to the addresses that asked for it."""
