"""Study days: the day turns at 04:00 local time, so an evening that ends after midnight is one day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

TURN = timedelta(hours=4)


def study_day(at: float) -> int:
    """The study day of a moment (seconds since 1970), as ``date.toordinal``."""
    return (datetime.fromtimestamp(at) - TURN).date().toordinal()


def as_date(day: int) -> date:
    """The calendar date of a study day."""
    return date.fromordinal(day)
