"""The first steps: a short list that ticks itself off, for new offices and the demo office."""

from printdesk.ui.first_day.desk import FirstDay

__all__ = ["FirstDay"]
