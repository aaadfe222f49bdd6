"""Is the person a child, as far as the birth date says, and who may answer for them."""

from datetime import date
from enum import StrEnum

from sapar.kernel.dates import PartialDate

OF_AGE = 18


class Age(StrEnum):
    """What a birth date, however vague, says about being under 18."""

    CHILD = "child"
    ADULT = "adult"
    UNCLEAR = "unclear"


def age_of(birth: PartialDate, on: date) -> Age:
    """Child or adult on that day; unclear when the date is unknown or spans the 18th birthday."""
    ages = birth.age_on(on)
    if ages is None:
        return Age.UNCLEAR
    youngest, oldest = ages
    if oldest < OF_AGE:
        return Age.CHILD
    return Age.ADULT if youngest >= OF_AGE else Age.UNCLEAR
