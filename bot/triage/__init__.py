"""Is this an emergency, a crisis, or something the bot refuses? Runs first and needs nothing else to work."""
