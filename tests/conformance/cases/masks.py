"""What each mask makes of a value, as the manual shows it. The key of the hash mask is `钥匙`."""

from tests.conformance.picture import Case

KEY = "钥匙"

MASK_CASES: dict[str, Case] = {
    "partial": Case(
        """
        value:text         | want:text
        420106199001011234 | 420106********1234
        110101900101123    | 110101*****1123
        13800001234        | 138****1234
        88886666           | 8*******
        2024-02-29         | 2*********
        张三               | 张*
        欧阳锋锋           | 欧***
        𠮷田花子           | 𠮷***
        1                  | *
        12.50              | 1****
        ""                 | ""
                           |
        """
    ),
    "hash": Case(
        """
        value:text | want:text
        张三       | {张三}
        ""         | {}
        1          | {1}
                   |
        """
    ),
    "suppress": Case(
        """
        value:text | want:text
        张三       |
        ""         |
                   |
        """
    ),
}
