"""From values to sentences: each finding has its numbers behind it, and says no more than its interval does."""

from reporting.findings.finding import Finding

__all__ = ["Finding"]
