"""The moderators' desk in Discord: what was missed, what members sent, edits one can trust, and what is kept of whom."""
