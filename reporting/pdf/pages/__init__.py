"""The pages of the outcome analysis, one file each: `add(report)` sets it."""
