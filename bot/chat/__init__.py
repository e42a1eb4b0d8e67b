"""Discord: entry points, commands, controls, and the one gate everything is sent through."""
