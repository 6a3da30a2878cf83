"""Printing: tagged PDF documents that a board can read, search and listen to."""
