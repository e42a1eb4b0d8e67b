"""What a message asks: names, topics, groups, follow-ups; pure text work over the knowledge."""
