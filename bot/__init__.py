"""Footnote: a Discord bot that answers only what it can cite."""
