"""The room of the trips: who travels when, who is at risk, and what was asked for."""
