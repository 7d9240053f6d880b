"""What comes from other systems and goes to them: one module a format."""
