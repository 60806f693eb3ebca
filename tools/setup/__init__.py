"""What desk.py does. Standard library only; an old Python must be able to read it, to say which one it needs."""
