"""What of mechanism goes out to Excel and comes back."""

from shudao.mechanism.sheet_people import PeopleSheet

SHEETS = (PeopleSheet(),)
