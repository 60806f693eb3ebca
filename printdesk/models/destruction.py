"""Spoiled and destroyed booklets, quarantine, missing ones, and planned deliveries."""
