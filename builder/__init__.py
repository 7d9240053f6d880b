"""The builder: a definition changed in the browser while the room watches."""
