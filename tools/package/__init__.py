"""`desk.py package`: the program as people get it, a Debian package and a folder that needs no installation."""
