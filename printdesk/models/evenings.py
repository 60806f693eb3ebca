"""Overtime orders: people, absences, hours worked, papers."""
