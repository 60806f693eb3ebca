"""The office's rules as plain Python: no SQL, no Qt, no clock, no I/O."""
