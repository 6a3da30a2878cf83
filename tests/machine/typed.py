"""What Aino types, with what each of it should mean: written down by hand, question by question."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from tests.machine.model import HELSINKI, MINUTE, Refused, Telling

NOT_WHOLE = "NotAWholeNumber"
HUGE, LONG = "<4050 letters>", "<4000 letters>"
WRITTEN_OUT = {HUGE: "x" * 4_050, LONG: "x" * 4_000}
"""What is drawn by a short name, so that a failure can be read."""
NUMBERS: Mapping[str, str] = {
    "": "NotExpected",
    "   ": "NotExpected",
    "ten": "NotANumber",
    "7 or 8": "NotANumber",
    "1e3": "NotANumber",
    "9" * 30: "NotANumber",
    "٣": "NotANumber",
    HUGE: "NotANumber",
}
YES_NO = {"": "NotExpected", "y": "yes", "No!": "no", "YES": "yes", "maybe": "NotAChoice", "0": "NotAChoice"}
WORDS = {
    "": "NotExpected",
    "All went well.": "All went well.",
    "  spaced  ": "spaced",
    "a < b & “c”": "a < b & “c”",
    "7": "7",
    "yes": "yes",
    "tomorrow 10.15": "tomorrow 10.15",
    LONG: WRITTEN_OUT[LONG],
    HUGE: "TooLong",
}
TYPED: Mapping[str, Mapping[str, str]] = {
    "greeting": {
        **NUMBERS,
        "0": "0",
        " 7 ": "7",
        "5,0": "5",
        "+6": "6",
        "10": "10",
        "9 %": "9",
        "11": "OutOfRange",
        "-1": "OutOfRange",
        "3.5": "OutOfRange",
    },
    "solved": {
        "": "NotExpected",
        "s": "solved",
        "Passed on!": "passed",
        "pass": "passed",
        "PROMISED": "promised",
        "not": "no",
        "no": "no",
        "p": "AmbiguousChoice",
        "xyz": "NotAChoice",
        ".": "NotAChoice",
        "1": "NotAChoice",
        HUGE: "NotAChoice",
    },
    "reason": WORDS,
    "day": {
        "": "NotExpected",
        "today": "today",
        "tomorrow": "tomorrow",
        "yesterday": "yesterday",
        "2020-01-01": "2020-01-01",
        "1.2.2027": "2027-02-01",
        "31.2.": "NotADayAhead",
        "soon": "NotADayAhead",
        "9" * 40: "NotADayAhead",
    },
    "moves": {
        **{text: NOT_WHOLE if found == "NotANumber" else found for text, found in NUMBERS.items()},
        "0": "0",
        "7": "7",
        "3,0": "3",
        "8": "8",
        "-1": "-1",
        "1 000": "1000",
        "1,000": NOT_WHOLE,
        "1.000": NOT_WHOLE,
        "7 €": "7",
        "2,5": NOT_WHOLE,
    },
    "topics": {
        "": "NotExpected",
        "price": "price",
        "p": "price",
        "delivery; price": "price delivery",
        "price none": "price none",
        "None of them": "none",
        "weather": "NotAChoice",
        ",": "NotAChoice",
        "price, weather": "NotAChoice",
    },
    "clear": YES_NO,
    "unclear": WORDS,
    "marks": {
        "": "NotExpected",
        "kind fast cheap": "kind fast cheap",
        "2,1": "kind fast cheap",
        "cheap > fast": "cheap fast kind",
        "fast": "AmbiguousChoice",
        "fast fast kind": "NotAChoice",
        "9 1 2": "NotAChoice",
    },
    "photo": {"": "NotExpected", "here": "NotExpected"},
    "record": {"": "NotExpected", "here": "NotExpected"},
    "happy": {**NUMBERS, "1": "1", "5": "5", "0": "OutOfRange", "6": "OutOfRange", "4,5": "OutOfRange"},
    "kept": YES_NO,
    "words": WORDS,
}
"""By question: what is typed, and the value or the refusal that comes of it."""
REFUSALS = {
    "NotExpected", "NotANumber", NOT_WHOLE, "OutOfRange", "NotAChoice", "AmbiguousChoice", "NotADayAhead", "TooLong",
}  # fmt: skip
CAPTIONS = ("", "", "", "From the door.", "a < b", "  both  ")
COMMENTS = ("Nobody said hello.", "a < b & “c”", "  spaced  ", "7", "", HUGE)
UNITS_NAMED = ("the t", "The Oulu desk", "The", "Turku")
"""Two that name a unit that answered, two that do not."""
TELLINGS = ("{clock}, waited {wait} min, took {length}", "{clock}", "3", "1 h 20 min", "30 s", "soon", "25.99", "13 h")


def meaning(text: str, name: str, today: date) -> str | Refused:
    """What was typed means to a question."""
    found = TYPED[name][text]
    days = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if name == "day" and found in days:
        return (today + timedelta(days=days[found])).isoformat()
    return Refused(found) if found in REFUSALS else found


def telling(text: str, now: datetime, ago: int, wait: int, length: int) -> Telling:
    """What is typed of a contact that began so many minutes ago, and what it means."""
    started = (now - ago * MINUTE).replace(second=0, microsecond=0)
    clock = f"{started.astimezone(HELSINKI):%H.%M}"
    whole = (started, wait * MINUTE, length * MINUTE)
    again = (started.astimezone(HELSINKI).time(), wait * MINUTE, length * MINUTE)
    said: Mapping[str, Telling] = {
        TELLINGS[0]: Telling(
            text.format(clock=clock, wait=wait, length=length), "NotALength", whole, has_clock=True, again=again
        ),
        TELLINGS[1]: Telling(clock, "NotALength", (started, None, None), has_clock=True),
        "3": Telling(text, 3 * MINUTE, "NotATelling", has_clock=False),
        "1 h 20 min": Telling(text, 80 * MINUTE, "NotATelling", has_clock=False),
        "30 s": Telling(text, timedelta(seconds=30), "NotATelling", has_clock=False),
        "soon": Telling(text, "NotALength", "NotATelling", has_clock=False),
        "25.99": Telling(text, "NotALength", "NotATelling", has_clock=True),
        "13 h": Telling(text, "TooLongToBe", "NotATelling", has_clock=False),
    }
    return said[text]
