"""The outcome analysis beside the quote: a whole report against one page."""


def measure() -> dict[str, float]:
    """Nothing yet."""
    return {}
