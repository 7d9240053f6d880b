"""Formats of others: each module reads or writes one of them."""
