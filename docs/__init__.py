"""Papers for people; those under templates/ are written out with what the code knows, by `python -m docs`."""
