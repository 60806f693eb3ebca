"""Use cases: one method is one transaction; ids and values in, frozen dataclasses out."""
