"""From a reviewed entry to exactly one outcome; the interaction algebra."""
