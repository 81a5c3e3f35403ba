"""Characters the vocabulary speaks of: white space, full-width forms, and the words that stand for nothing."""

__all__ = ["FULL_WIDTH", "HALF_WIDTH", "NULL_WORDS", "WHITE_SPACE"]

# Unicode White_Space, and three that are printed as nothing: zero-width space, word joiner, byte-order mark. The
# zero-width joiners are not here: they hold emoji and names of some scripts together.
WHITE_SPACE = (
    "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u200b\u2060\ufeff"
)

# U+FF01 to U+FF5E mirror the visible ASCII characters; U+3000 is the space among them.
FULL_WIDTH = "\u3000" + "".join(map(chr, range(0xFF01, 0xFF5F)))
HALF_WIDTH = " " + "".join(map(chr, range(0x21, 0x7F)))

# The null words of the quality rules (无, /, -, NULL, 未知, 0000-00-00) with the spellings found in real registers.
# "NA" is not among them: it is the country code of Namibia.
NULL_WORDS = (
    "",
    "无",
    "/",
    "／",
    "-",
    "－",
    "—",
    "--",
    "——",
    "NULL",
    "Null",
    "null",
    "未知",
    "不详",
    "N/A",
    "n/a",
    "0000-00-00",
    "0000-00-00 00:00:00",
)
