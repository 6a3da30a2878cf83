"""The pages of the report of several studies, one file each: `add(bundle)` sets it."""
