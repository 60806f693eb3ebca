"""Public notices and what they said."""
