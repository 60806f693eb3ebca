"""What the office learned of its stations and services."""
