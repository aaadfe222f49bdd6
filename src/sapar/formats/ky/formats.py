"""22-ноябрь, 2026-ж., 06:51. The names of the months come from our own catalogue, in small letters."""

DATE_FORMAT = "j-E, Y-ж."
DATETIME_FORMAT = "j-E, Y-ж., H:i"
YEAR_MONTH_FORMAT = "E, Y-ж."
MONTH_DAY_FORMAT = "j-E"
TIME_FORMAT = "H:i"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y, H:i"
FIRST_DAY_OF_WEEK = 1
