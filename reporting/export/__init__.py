"""The data behind an outcome analysis as files: a workbook, CSV, JSON, and a row a contact as KoboToolbox lays it."""
