"""What outlives a restart: settings, preferences, counted feedback. Ids and numbers only, never anyone's words."""
