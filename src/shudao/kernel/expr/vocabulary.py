"""The vocabulary: every function modules may use in expressions. A new one is a file, a line here and a case."""

from shudao.kernel.expr.functions.age_on import age_on
from shudao.kernel.expr.functions.avg_decimal import avg_decimal
from shudao.kernel.expr.functions.between import between
from shudao.kernel.expr.functions.char_length import char_length
from shudao.kernel.expr.functions.checksum_ok import checksum_ok
from shudao.kernel.expr.functions.citizen_birth_date import citizen_birth_date
from shudao.kernel.expr.functions.citizen_sex import citizen_sex
from shudao.kernel.expr.functions.coalesce import coalesce
from shudao.kernel.expr.functions.concat_text import concat_text
from shudao.kernel.expr.functions.date_diff_days import date_diff_days
from shudao.kernel.expr.functions.in_codes import in_codes
from shudao.kernel.expr.functions.int_div import int_div
from shudao.kernel.expr.functions.is_blank import is_blank
from shudao.kernel.expr.functions.keep_ends import keep_ends
from shudao.kernel.expr.functions.keyed_hash import keyed_hash
from shudao.kernel.expr.functions.map_code import map_code
from shudao.kernel.expr.functions.matches import matches
from shudao.kernel.expr.functions.moment_of import moment_of
from shudao.kernel.expr.functions.normalise_citizen_number import normalise_citizen_number
from shudao.kernel.expr.functions.pad_left import pad_left
from shudao.kernel.expr.functions.parse_date import parse_date
from shudao.kernel.expr.functions.parse_decimal import parse_decimal
from shudao.kernel.expr.functions.parse_excel_serial import parse_excel_serial
from shudao.kernel.expr.functions.parse_int import parse_int
from shudao.kernel.expr.functions.parse_timestamp import parse_timestamp
from shudao.kernel.expr.functions.remove_white_space import remove_white_space
from shudao.kernel.expr.functions.starts_with import starts_with
from shudao.kernel.expr.functions.substring import substring
from shudao.kernel.expr.functions.to_decimal import to_decimal
from shudao.kernel.expr.functions.to_half_width import to_half_width
from shudao.kernel.expr.functions.to_text import to_text
from shudao.kernel.expr.functions.trim_all import trim_all
from shudao.kernel.expr.functions.upper import upper
from shudao.kernel.expr.functions.year_of import year_of

__all__ = [
    "FUNCTIONS",
    "age_on",
    "avg_decimal",
    "between",
    "char_length",
    "checksum_ok",
    "citizen_birth_date",
    "citizen_sex",
    "coalesce",
    "concat_text",
    "date_diff_days",
    "in_codes",
    "int_div",
    "is_blank",
    "keep_ends",
    "keyed_hash",
    "map_code",
    "matches",
    "moment_of",
    "normalise_citizen_number",
    "pad_left",
    "parse_date",
    "parse_decimal",
    "parse_excel_serial",
    "parse_int",
    "parse_timestamp",
    "remove_white_space",
    "starts_with",
    "substring",
    "to_decimal",
    "to_half_width",
    "to_text",
    "trim_all",
    "upper",
    "year_of",
]

FUNCTIONS = {
    member.name: member
    for member in (
        age_on,
        avg_decimal,
        between,
        char_length,
        checksum_ok,
        citizen_birth_date,
        citizen_sex,
        coalesce,
        concat_text,
        date_diff_days,
        in_codes,
        int_div,
        is_blank,
        keep_ends,
        keyed_hash,
        map_code,
        matches,
        moment_of,
        normalise_citizen_number,
        pad_left,
        parse_date,
        parse_decimal,
        parse_excel_serial,
        parse_int,
        parse_timestamp,
        remove_white_space,
        starts_with,
        substring,
        to_decimal,
        to_half_width,
        to_text,
        trim_all,
        upper,
        year_of,
    )
}
