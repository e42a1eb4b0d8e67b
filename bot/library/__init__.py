"""Knowledge files → model: strict loading, checks (a rule a file), snapshots and their swap."""
