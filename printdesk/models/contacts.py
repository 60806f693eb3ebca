"""The counter: who was told, reminders, cancellations, waves."""
