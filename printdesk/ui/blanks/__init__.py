"""The room of the blanks: deliveries, what operators hold, and the balance of every kind."""
