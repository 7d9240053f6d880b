"""Tests prototypes as no page scanner does: every state of every page, by axe-core and by checks of our own."""
