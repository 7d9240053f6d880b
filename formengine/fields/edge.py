"""Text at the edge: composed once (NFC), freed of surrounding white space, and otherwise exactly as it was typed.

Forbidden characters (controls, surrogates, the soft hyphen, noncharacters) are not removed here: a person whose text
was changed in silence could not mend it. The schema refuses them.
"""

import unicodedata
from typing import Final

# str.strip() would also take the controls U+001C to U+001F and U+0085, which the schema has to see.
_SPACE: Final = "\t\n\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


def nfc(text: str) -> str:
    """The composed form; never the compatibility form, which would change names."""
    return unicodedata.normalize("NFC", text)


def single_line(text: str) -> str:
    """Text from a one-line input."""
    return nfc(text).strip(_SPACE)


def multi_line(text: str) -> str:
    """Text from a box of several lines, with LF at the line ends whatever the browser sent."""
    return nfc(text).replace("\r\n", "\n").replace("\r", "\n").strip(_SPACE)
