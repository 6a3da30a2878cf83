"""`make bench`: figures as ratios within one run, since machines differ; as JSON too with BENCH_JSON=file."""

import json
import os
from pathlib import Path

from bench import forms, reports, reviewing, writing


def main() -> None:
    """Measures everything and prints a line for each figure."""
    figures = {**writing.measure(), **forms.measure(), **reports.measure(), **reviewing.measure()}
    for name, figure in figures.items():
        print(f"{name:<58} {figure:>10.3f}")
    if file := os.environ.get("BENCH_JSON"):
        Path(file).write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
