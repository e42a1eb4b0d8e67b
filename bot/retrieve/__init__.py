"""Text → ranked knowledge entries, each with a confidence; pure, offline, the same every time."""
