"""The room of the settings: what the office has set, this desk, the database, and the settings file."""
