"""One file for each conversation."""
