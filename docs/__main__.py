"""`python -m docs write | check`: papers whose words the code knows, written from their templates."""

import sys
from collections.abc import Sequence

from docs.templating import FOLDER, papers


def main(arguments: Sequence[str]) -> int:
    """Writes the papers, or names those that are not as their templates say; returns the exit status."""
    match arguments:
        case ["write"]:
            for paper in papers():
                paper.file.parent.mkdir(parents=True, exist_ok=True)
                paper.file.write_text(paper.written(), "utf-8")
            return 0
        case ["check"]:
            old = [each.file for each in papers() if not each.file.exists() or each.file.read_text() != each.written()]
            for file in old:
                print(f"docs/{file.relative_to(FOLDER)} is not as its template says: make docs")
            return 1 if old else 0
    sys.exit(__doc__)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
