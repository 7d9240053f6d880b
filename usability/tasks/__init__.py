"""Scripted usability tests: a simulated person plays tasks at rendered pages, without a browser."""
