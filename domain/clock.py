"""Days and hours as people mean them, in a time zone."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(9, 0)
"""When a thing that comes with a day is told."""

DAYTIME = (time(8, 0), time(20, 0))
"""Between these people are told things that the clock brings."""


def day_of(moment: datetime, timezone: str) -> date:
    """Returns the day that a moment is on in a time zone, such as `Europe/Helsinki`."""
    return moment.astimezone(ZoneInfo(timezone)).date()


def morning_of(day: date, zone: ZoneInfo) -> datetime:
    """Returns the moment in UTC when a day's things are told."""
    return datetime.combine(day, MORNING, zone).astimezone(UTC)


def in_daytime(moment: datetime, zone: ZoneInfo) -> datetime:
    """Returns `moment`, or the next morning when it falls in the night."""
    local = moment.astimezone(zone)
    start, end = DAYTIME
    if local.time() < start:
        return datetime.combine(local.date(), MORNING, zone).astimezone(UTC)
    if local.time() > end:
        return datetime.combine(local.date() + timedelta(days=1), MORNING, zone).astimezone(UTC)
    return moment
