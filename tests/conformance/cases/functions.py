"""One picture per function of the vocabulary. Each runs on every engine and is the function's example in the manual."""

from datetime import date

from tests.conformance.picture import Case

FUNCTION_CASES: dict[str, Case] = {
    "trim_all": Case(r"""
        value:text            | want:text
        "  张三 "             | 张三
        "\u3000李　四\t\r\n"  | 李　四
        "\u00a0\u200b\ufeffx" | x
        "\u2003\u2029"        | ""
        ""                    | ""
        "''\\ \""             | "''\\ \""
                              |
    """),
    "remove_white_space": Case(r"""
        value:text            | want:text
        " 张　三 "            | 张三
        "普仁\t医\n院"        | 普仁医院
        "\u00a0a\u2009b"      | ab
        "👨‍👩‍👧 x"                | 👨‍👩‍👧x
                              |
    """),
    "to_half_width": Case(r"""
        value:text       | want:text
        １２３ＡＢＣｘ   | 123ABCx
        （武汉）！～     | (武汉)!~
        "张　三"         | 张 三
        普通abc。、      | 普通abc。、
        𠮷野家😀         | 𠮷野家😀
                         |
    """),
    "is_blank": Case(r"""
        value:text            | want:bool
                              | true
        ""                    | true
        "\u3000 \t\n"         | true
        无                    | true
        " / "                 | true
        -                     | true
        －                    | true
        NULL                  | true
        null                  | true
        未知                  | true
        0000-00-00            | true
        0                     | false
        NA                    | false
        无锡                  | false
        张三                  | false
    """),
    "parse_int": Case(r"""
        value:text             | want:int
        12                     | 12
        -7                     | -7
        +7                     | 7
        007                    | 7
        9223372036854775807    | 9223372036854775807
        9223372036854775808    |
        -9223372036854775808   | -9223372036854775808
        1.5                    |
        1e3                    |
        " 1"                   |
        "1\n"                  |
        １２                   |
        ""                     |
        1,000                  |
        十二                   |
        -                      |
                               |
    """),
    "parse_decimal": Case(
        r"""
        value:text      | want:decimal(10,2)
        1.5             | 1.50
        -0.05           | -0.05
        +12             | 12.00
        12345678.99     | 12345678.99
        123456789       |
        1.005           |
        1.              |
        .5              |
        1,000.00        |
        1e3             |
        " 1"            |
        "1.50\n"        |
        ￥5             |
        １.５           |
        ""              |
                        |
    """,
        {"precision": 10, "scale": 2},
    ),
    "parse_date": Case(r"""
        value:text     | want:date
        20200229       | 2020-02-29
        2020-02-29     | 2020-02-29
        2020/2/9       | 2020-02-09
        2020/12/31     | 2020-12-31
        2020年2月9日   | 2020-02-09
        2020年12月31日 | 2020-12-31
        1582-10-10     | 1582-10-10
        9999-12-31     | 9999-12-31
        2023-02-29     |
        20230229       |
        2020-2-9       |
        2020/02-09     |
        2020年2月9     |
        2020-13-01     |
        20.3.2023      |
        2020-01-01 00:00:00 |
        0000-00-00     |
        00000000       |
        43831          |
        ２０２００２２９ |
        " 2020-02-29"  |
        "2020-02-29\n" |
        ""             |
                       |
    """),
    "parse_excel_serial": Case(r"""
        value:text | want:date
        43831      | 2020-01-01
        43831.75   | 2020-01-01
        1          | 1900-01-01
        59         | 1900-02-28
        60         |
        61         | 1900-03-01
        2958465    | 9999-12-31
        2958466    |
        0          |
        -1         |
        43831.     |
        2020-01-01 |
        ４３       |
                   |
    """),
    "parse_timestamp": Case(r"""
        value:text                 | want:timestamp
        2020-02-29 08:09:10        | 2020-02-29T08:09:10
        2020-02-29T08:09:10        | 2020-02-29T08:09:10
        2020/02/29 08:09:10        | 2020-02-29T08:09:10
        2020-02-29 08:09           | 2020-02-29T08:09:00
        2020-02-29 08:09:10.5      | 2020-02-29T08:09:10.500000
        2020-02-29 08:09:10.123456 | 2020-02-29T08:09:10.123456
        20200229080910             | 2020-02-29T08:09:10
        1986-05-04 00:30:00        | 1986-05-04T00:30:00
        1986-05-04 02:30:00        | 1986-05-04T02:30:00
        1900-01-01 00:00:00        | 1900-01-01T00:00:00
        2020-02-29 24:00:00        |
        2020-02-29 08:09:60        |
        2023-02-29 00:00:00        |
        2020-02-29                 |
        2020-02-29 08:09:10Z       |
        2020-02-29 08:09:10 PM     |
        2020-02-29 8:09:10         |
        ""                         |
                                   |
    """),
    "moment_of": Case(r"""
        value:timestamp            | want:moment
        2020-02-29T08:09:10        | 2020-02-29T00:09:10+00:00
        2020-01-01T00:00:00.500000 | 2019-12-31T16:00:00.500000+00:00
        2038-01-20T07:59:59        | 2038-01-19T23:59:59+00:00
                                   |
    """),
    "char_length": Case(r"""
        value:text | want:int
        张三       | 2
        aaé        | 3
        😀𠮷       | 2
        "👨‍👩‍👧"        | 5
        "e\u0301"  | 2
        ""         | 0
                   |
    """),
    "matches": Case(
        r"""
        value:text      | want:bool
        027-87654321    | true
        13800001234     | true
        027-8765432     | false
        "13800001234\n" | false
        x13800001234    | false
        １３８００００１２３４ | false
        ""              | false
                        |
    """,
        {"pattern": r"^0\d{2,3}-\d{8}|1[3-9]\d{9}$"},
    ),
    "in_codes": Case(
        r"""
        value:text | want:bool
        1          | true
        9          | true
        3          | false
        "1 "       | false
        ""         | false
                   |
    """,
        {"codes": ("0", "1", "2", "9", "it's")},
    ),
    "map_code": Case(
        r"""
        value:text | want:text
        111        | 01
        414        | 03
        999        | 99
        ""         | 99
                   |
    """,
        {"mapping": {"111": "01", "414": "03"}, "default": "99"},
    ),
    "int_div": Case(r"""
        value:int           | by:int | want:int
        7                   | 2      | 3
        -7                  | 2      | -3
        7                   | -2     | -3
        99999999999999999   | 10     | 9999999999999999
        12345678901234567   | 1000   | 12345678901234
        9223372036854775807 | 3      | 3074457345618258602
        7                   | 0      |
                            | 2      |
        7                   |        |
    """),
    "avg_decimal": Case(
        r"""
        value:decimal(18,2)  | want:decimal(38,3)
        0.10                 | 0.133
        0.20                 |
        0.10                 |
                             |
    """,
        {"scale": 3},
    ),
    "checksum_ok": Case(
        r"""
        value:text          | want:bool
        11010519491231002X  | true
        110105198001010016  | true
        11010519491231002x  | false
        110105194912310021  | false
        110105198001010017  | false
        １１０１０５１９４９１２３１００２X | false
        110105491231002     | false
        11010519491231002X1 | false
        "11010519491231002X\n" | false
        110105194912a1002X  | false
        +1010519491231002X  | false
        ""                  | false
                            |
    """,
        {"kind": "citizen"},
    ),
    "normalise_citizen_number": Case(r"""
        value:text           | want:text
        11010519491231002x   | 11010519491231002X
        110105491231002      | 11010519491231002X
        １１０１０５１９４９１２３１００２ｘ | 11010519491231002X
        " 110105 19491231 002X" | 11010519491231002X
        420106050101997      | 420106180501019977
        不详                 | 不详
        1234                 | 1234
        ""                   | ""
                             |
    """),
    "citizen_birth_date": Case(r"""
        value:text         | want:date
        11010519491231002X | 1949-12-31
        110105200002290011 | 2000-02-29
        110105200102290011 |
        110105491231002    |
        11010519491231002x |
        ""                 |
                           |
    """),
    "citizen_sex": Case(r"""
        value:text         | want:text
        11010519491231002X | 2
        110105198001010016 | 1
        110105491231002    |
        １１０１０５１９８００１０１００１６ |
        ""                 |
                           |
    """),
    "substring": Case(
        r"""
        value:text | want:text
        420106     | 01
        武汉市江岸 | 市江
        😀𠮷a😀    | a😀
        42         | ""
        ""         | ""
                   |
    """,
        {"first": 3, "length": 2},
    ),
    "starts_with": Case(
        r"""
        value:text | want:bool
        4201%      | true
        4201%06    | true
        420106     | false
        ""         | false
                   |
    """,
        {"prefix": "4201%"},
    ),
    "concat_text": Case(r"""
        one:text | two:text | want:text
        湖北     | 武汉     | 湖北武汉
        a        | ""       | a
        a        |          |
                 |          |
    """),
    "upper": Case(r"""
        value:text | want:text
        abcXyz9    | ABCXYZ9
        ß ı é 武   | ß ı é 武
        ｘ         | ｘ
                   |
    """),
    "coalesce": Case(r"""
        one:text | two:text | want:text
        a        | b        | a
                 | b        | b
        ""       | b        | ""
                 |          |
    """),
    "keep_ends": Case(
        r"""
        value:text  | want:text
        13800001234 | 138****1234
        武汉市江岸区一元街道 | 武汉市***一元街道
        😀😀😀😀😀😀😀😀 | 😀😀😀*😀😀😀😀
        1234567     | *******
        张三        | **
        ""          | ""
                    |
    """,
        {"first": 3, "last": 4},
    ),
    "keyed_hash": Case(
        r"""
        value:text | want:text
        张三       | ebfc13790f1a34d4c34c5220f1e686bb37bdfb83d30752aacd6628872539c875
        ""         | 9fe9905e3c78fe98da9dc2dca68fd9b585852a700b9939b5ec44097bbc17d569
                   |
    """,
        {"key": "it's a \\ key"},
    ),
    "date_diff_days": Case(r"""
        later:date | earlier:date | want:int
        2020-03-01 | 2020-02-28   | 2
        2020-02-28 | 2020-03-01   | -2
        2020-01-01 | 2020-01-01   | 0
        2000-01-01 | 1582-10-01   | 152398
                   | 2020-01-01   |
        2020-01-01 |              |
    """),
    "between": Case(
        r"""
        value:int | want:bool
        0         | true
        150       | true
        151       | false
        -1        | false
                  |
    """,
        {"low": 0, "high": 150},
    ),
    "year_of": Case(r"""
        value:date | want:int
        2020-12-31 | 2020
        1582-10-10 | 1582
                   |
    """),
    "age_on": Case(r"""
        born:date  | day:date   | want:int
        2000-02-29 | 2018-02-28 | 17
        2000-02-29 | 2018-03-01 | 18
        2000-06-15 | 2018-06-15 | 18
        2000-06-15 | 2018-06-14 | 17
        2020-01-01 | 2019-12-31 | -1
                   | 2019-12-31 |
        2019-12-31 |            |
    """),
    "pad_left": Case(
        r"""
        value:text | want:text
        1010       | 001010
        420106     | 420106
        4201061    | 4201061
        ""         | 000000
                   |
    """,
        {"width": 6},
    ),
    "to_text": Case(r"""
        value:decimal(10,2) | want:text
        1.50                | 1.50
        -0.05               | -0.05
        0.00                | 0.00
                            |
    """),
    "to_decimal": Case(
        r"""
        value:int            | want:decimal(38,2)
        7                    | 7.00
        9223372036854775807  | 9223372036854775807.00
                             |
    """,
        {"precision": 38, "scale": 2},
    ),
}

# Further pictures of functions whose parameters change what they ask.
MORE_CASES: dict[str, Case] = {
    "checksum_ok uscc": Case(
        r"""
        value:text         | want:bool
        91350100M000100Y43 | true
        914403001922038216 | true
        91110000802100433B | true
        91440300708461136T | true
        11100000000013338W | true
        91350100M000100Y44 | false
        91350100m000100y43 | false
        91350100M000100I43 | false
        9135010AM000100Y43 | false
        91350100M000100Y4  | false
        ""                 | false
                           |
    """,
        {"kind": "uscc"},
    ),
    "checksum_ok organisation": Case(
        r"""
        value:text | want:bool
        M000100Y4  | true
        M000100Y-4 | true
        80210043-3 | true
        802100433  | true
        M000100Y5  | false
        m000100Y4  | false
        M000100Y   | false
                   |
    """,
        {"kind": "organisation"},
    ),
    "checksum_ok licence": Case(
        r"""
        value:text      | want:bool
        440301103097413 | true
        440301103097414 | false
        44030110309741  | false
        44030110309741X | false
                        |
    """,
        {"kind": "licence"},
    ),
    "matches chinese": Case(
        r"""
        value:text | want:bool
        张三       | true
        欧阳·娜娜  | true
        张         | false
        "张\n三"   | false
        Zhang      | false
                   |
    """,
        {"pattern": r"[一-龥][一-龥·]{1,14}"},
    ),
    "matches dot": Case(
        r"""
        value:text | want:bool
        a.b^c      | true
        a\tb^c     | false
        a.b^       | false
        "a.b^\n"   | false
        a.b^😀     | true
    """,
        {"pattern": r"a\.b\^."},
    ),
    "in_codes none": Case(
        r"""
        value:text | want:bool
        1          | false
                   |
    """,
        {"codes": ()},
    ),
    "map_code rest": Case(
        r"""
        value:text | want:text
        1          | 男
        3          |
                   |
    """,
        {"mapping": {"1": "男"}},
    ),
    "is_blank of a number": Case(r"""
        value:int | want:bool
        0         | false
                  | true
    """),
    "to_text of a date": Case(r"""
        value:date | want:text
        2020-02-09 | 2020-02-09
                   |
    """),
    "to_text of a number": Case(r"""
        value:int | want:text
        -7        | -7
                  |
    """),
    "between dates": Case(
        r"""
        value:date | want:bool
        2020-01-01 | true
        2020-12-31 | true
        2021-01-01 | false
                   |
    """,
        {"low": date(2020, 1, 1), "high": date(2020, 12, 31)},
    ),
    "avg_decimal below zero": Case(
        r"""
        value:decimal(18,2)  | want:decimal(38,2)
        -0.01                | -0.02
        -0.02                |
    """,
        {"scale": 2},
    ),
    "avg_decimal of nothing": Case(
        r"""
        value:decimal(18,2)  | want:decimal(38,2)
                             |
    """,
        {"scale": 2},
    ),
    "avg_decimal of large sums": Case(
        r"""
        value:decimal(18,2)  | want:decimal(38,2)
        9999999999999999.99  | 9999999999999999.98
        9999999999999999.97  |
    """,
        {"scale": 2},
    ),
}
