"""Scripted usability tests: a simulated person plays tasks at the rendered pages, without a browser, and is measured."""
