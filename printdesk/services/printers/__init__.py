"""Printers as this computer reaches them: the Internet Printing Protocol, without a library of the system."""
