"""Outcome → what people see: pages inside Discord's limits, embed, plain text, terminal."""
