"""Reminders, and uncollected passports that were cancelled."""
