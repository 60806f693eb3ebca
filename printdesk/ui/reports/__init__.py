"""The supervisor's inbox, charts and reports, for the rooms that show them."""
