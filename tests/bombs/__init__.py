"""Definitions that would cost too much, and how each is measured in a process of its own."""
