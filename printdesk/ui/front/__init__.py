"""What happens around the rooms: banner, badges, status line, who sits here, and where a scan goes."""
