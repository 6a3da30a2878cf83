"""Counting, drawing, printing."""
