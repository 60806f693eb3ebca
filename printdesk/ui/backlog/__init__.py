"""The room of backlog."""
