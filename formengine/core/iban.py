"""Account numbers of the SEPA countries: their lengths, and the check digits of ISO 7064 (modulo 97).

Lengths as in the IBAN registry that SWIFT keeps for ISO 13616; countries as in the European Payments Council's list of
the SEPA scheme (EPC409-09), Albania, Moldova, Montenegro, North Macedonia and Serbia included.
"""

import re
from typing import Final

LENGTHS: Final = {
    **dict.fromkeys(("NO",), 15),
    **dict.fromkeys(("BE",), 16),
    **dict.fromkeys(("DK", "FI", "NL"), 18),
    **dict.fromkeys(("MK", "SI"), 19),
    **dict.fromkeys(("AT", "EE", "LT", "LU"), 20),
    **dict.fromkeys(("CH", "HR", "LI", "LV"), 21),
    **dict.fromkeys(("BG", "DE", "GB", "IE", "ME", "RS", "VA"), 22),
    **dict.fromkeys(("GI",), 23),
    **dict.fromkeys(("AD", "CZ", "ES", "MD", "RO", "SE", "SK"), 24),
    **dict.fromkeys(("PT",), 25),
    **dict.fromkeys(("IS",), 26),
    **dict.fromkeys(("FR", "GR", "IT", "MC", "SM"), 27),
    **dict.fromkeys(("AL", "CY", "HU", "PL"), 28),
    **dict.fromkeys(("MT",), 31),
}
"""How many characters an account number has, by country."""

_DIGITS_ONLY: Final = "DE"
_CHECK: Final = "(?:0[2-9]|[1-8][0-9]|9[0-8])"
"""00, 01 and 99 have the same remainder as others and are never given."""


def _pattern() -> str:
    ways = [f"{_DIGITS_ONLY}{_CHECK}[0-9]{{{LENGTHS[_DIGITS_ONLY] - 4}}}"]
    for length in sorted(set(LENGTHS.values())):
        countries = "|".join(name for name in LENGTHS if LENGTHS[name] == length and name != _DIGITS_ONLY)
        ways.append(f"(?:{countries}){_CHECK}[A-Z0-9]{{{length - 4}}}")
    return "^(?:" + "|".join(ways) + ")$"


PATTERN: Final = _pattern()
_FORM: Final = re.compile(PATTERN.removeprefix("^").removesuffix("$"))


def is_iban(text: str) -> bool:
    """True for an account number of a SEPA country in its short form (no spaces) whose check digits are right."""
    return _FORM.fullmatch(text) is not None and remainder(text) == 1


def remainder(text: str) -> int:
    """What is left of the number that an account number stands for, divided by 97."""
    digits = "".join(str(int(character, 36)) for character in text[4:] + text[:4])
    return int(digits) % 97
