"""PrintDesk: the print room and pickup counter of a passport office."""

__version__ = "0.1.0"
