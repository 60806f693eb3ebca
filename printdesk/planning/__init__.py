"""Forecast and overtime optimisation: values in, values out."""
