"""The room of the backlog: what is late and why, what works, and the evening that saves trips."""
