"""The window: theme and widgets, the frame around the rooms, and one package a room."""
