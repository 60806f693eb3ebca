"""Made MRZs for tests."""

from printdesk.domain.mrz import check_digit


def made_mrz(
    *, name: str, number: str, birth: str, sex: str = "M", expiry: str = "340625", optional: str = "",
    kind: str = "P<", issuer: str = "IDN", nationality: str = "IDN", empty: str = "<", between: str = "\n",
) -> str:  # fmt: skip
    """Two lines with right check digits; `name` as the MRZ writes it, without the fillers at its end."""
    number, optional = number.ljust(9, "<"), optional.ljust(14, "<")
    digit = str(check_digit(optional)) if optional.strip("<") else empty
    number += str(check_digit(number))
    dates = (birth + str(check_digit(birth)), expiry + str(check_digit(expiry)))
    whole = check_digit(number + dates[0] + dates[1] + optional + digit)
    second = f"{number}{nationality.ljust(3, '<')}{dates[0]}{sex}{dates[1]}{optional}{digit}{whole}"
    return f"{kind}{issuer.ljust(3, '<')}{name.ljust(39, '<')}{between}{second}"
