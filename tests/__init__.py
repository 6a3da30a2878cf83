"""Tests mirror the packages; stories/ read like a chat."""
