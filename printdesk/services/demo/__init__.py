"""The demo office: Semarang-like, fictional, made from a seed, on the morning after the outage of June 2024."""

from printdesk.services.demo.days import START
from printdesk.services.demo.making import make_demo

__all__ = ["START", "make_demo"]
