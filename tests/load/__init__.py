"""Many participants at once against a real server."""
