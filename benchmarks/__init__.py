"""What is measured side by side, on generated offices; run by `python3 desk.py bench`."""
