"""Writes the code lists that come with the program: `python -m scripts.codelists`.

The names of countries and languages are those of the Unicode CLDR, by way of babel; everything else is written here.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from babel import Locale
from babel.core import get_cldr_version

from formengine.core import strictjson
from formengine.fields.folding import plain

FOLDER: Final = Path(__file__).parent.parent / "formengine/codelists"
_GERMAN: Final = Locale("de")
_ENGLISH: Final = Locale("en")
_NONE: Final[Mapping[str, str]] = MappingProxyType({})
_SINCE: Final = "2000-01-01"
"""Before any application that this program will see."""

_NOT_ISO: Final = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])
"""Codes of the CLDR that ISO 3166-1 does not assign to a country. XK (Kosovo) is not assigned either, but in use."""
_NO_STATE: Final = frozenset(
    [
        "AI",
        "AQ",
        "AS",
        "AW",
        "AX",
        "BL",
        "BM",
        "BQ",
        "BV",
        "CC",
        "CW",
        "CX",
        "EH",
        "FK",
        "FO",
        "GF",
        "GG",
        "GI",
        "GL",
        "GP",
        "GS",
        "GU",
        "HK",
        "HM",
        "IM",
        "IO",
        "JE",
        "KY",
        "MF",
        "MO",
        "MP",
        "MQ",
        "MS",
        "NC",
        "NF",
        "NU",
        "PF",
        "PM",
        "PN",
        "PR",
        "RE",
        "SH",
        "SJ",
        "SX",
        "TC",
        "TF",
        "TK",
        "UM",
        "VG",
        "VI",
        "WF",
        "YT",
    ]
) - {"NU"}
"""Areas that have no nationality of their own."""
_SPOKEN_HERE: Final = frozenset({"dsb", "frr", "hsb", "nds", "rom", "stq"})
"""Languages of minorities in Germany, whose codes have three letters."""

_LANDS: Final = (
    *("Schleswig-Holstein", "Hamburg", "Niedersachsen", "Bremen", "Nordrhein-Westfalen", "Hessen", "Rheinland-Pfalz"),
    *("Baden-Württemberg", "Bayern", "Saarland", "Berlin", "Brandenburg", "Mecklenburg-Vorpommern", "Sachsen"),
    *("Sachsen-Anhalt", "Thüringen"),
)
"""In the order of the official key, which begins every Gemeindeschlüssel."""
_STATELESS: Final = {"staatenlos": "stateless", "ungeklaert": "undetermined"}
_SEXES: Final = {"m": "male", "w": "female", "d": "diverse", "o": "not specified"}
_GENDERS: Final = (("m", "männlich"), ("w", "weiblich"), ("d", "divers"), ("o", "ohne Angabe"))


def main() -> None:
    """Write every list."""
    countries = {code: name for code, name in _GERMAN.territories.items() if _is_country(code)}
    nations = {code: name for code, name in countries.items() if code not in _NO_STATE}
    other = {"staatenlos": "staatenlos", "ungeklaert": "ungeklärt"}
    languages = {code: name for code, name in _GERMAN.languages.items() if len(code) == 2 or code in _SPOKEN_HERE}
    cldr = f"Unicode CLDR {get_cldr_version()} (© Unicode, Inc., Unicode License v3)"
    states = dict(_ENGLISH.territories)
    lands = [(f"{i:02}", name) for i, name in enumerate(_LANDS, 1)]
    _write(
        "laender", "Länder und Gebiete", f"Codes: ISO 3166-1, XK für Kosovo. Namen: {cldr}.", _sorted(countries), states
    )
    source = f"Codes: ISO 3166-1 der Staaten, XK für Kosovo. Namen: {cldr}."
    _write(
        "staatsangehoerigkeiten",
        "Staatsangehörigkeiten",
        source,
        [*_sorted(nations), *other.items()],
        states | _STATELESS,
    )
    _write("sprachen", "Sprachen", f"Codes: ISO 639. Namen: {cldr}.", _sorted(languages), dict(_ENGLISH.languages))
    _write("bundeslaender", "Bundesländer", "Amtlicher Länderschlüssel.", lands)
    _write("geschlecht", "Geschlecht", "Angaben nach § 22 Absatz 3 PStG.", _GENDERS, _SEXES)


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in _NOT_ISO


def _sorted(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """As in a German dictionary: Ägypten after Afghanistan."""
    return sorted(names.items(), key=lambda entry: plain(entry[1]))


def _write(
    name: str, title: str, source: str, codes: Iterable[tuple[str, str]], english: Mapping[str, str] = _NONE
) -> None:
    entries: list[dict[str, Any]] = [
        {"code": code, "label": label} | ({"labels": {"en": english[code]}} if code in english else {})
        for code, label in codes
    ]
    version = {"version": "1", "validFrom": _SINCE, "codes": entries}
    content = {"uri": f"urn:formengine:codelist:{name}", "title": title, "source": source, "versions": [version]}
    (FOLDER / f"{name}.json").write_bytes(strictjson.pretty(content))


if __name__ == "__main__":
    main()
