"""The window at its first moment: true rows and a box that takes scans, while the rest is loaded behind it."""
