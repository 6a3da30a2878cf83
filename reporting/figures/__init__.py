"""Drawings: each takes a canvas, a box and what was measured, and draws no more than that."""
