"""Check digits: the standards' worked examples, and what every check digit is for: no single wrong character passes."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shudao.kernel import identifiers as ids
from shudao.kernel.identifiers import Fault

TODAY = date(2026, 6, 1)
SAMPLE = "11010519491231002X"  # the standard's own public sample


def digits(size: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=size, max_size=size)


uscc_bodies = st.builds(
    lambda head, region, body: head + region + body + ids.organisation_check(body),
    st.text(ids.USCC_ALPHABET, min_size=2, max_size=2),
    digits(6),
    st.text(ids.USCC_ALPHABET, min_size=8, max_size=8),
)
# In GB 11714 the check "X" is a legal USCC character, so every organisation code fits into a USCC.


@pytest.mark.parametrize(
    ("function", "body", "check"),
    [
        (ids.citizen_check, "11010519491231002", "X"),
        (ids.citizen_check, "11010519800101001", "6"),
        (ids.uscc_check, "91350100M000100Y4", "3"),
        (ids.organisation_check, "M000100Y", "4"),
        (ids.licence_check, "44030110309741", "3"),
    ],
)
def test_worked_examples_of_the_standards(function, body, check):
    assert function(body) == check


@pytest.mark.parametrize(
    "code",
    ["914403001922038216", "91110000802100433B", "91440300708461136T", "11100000000013338W", "91350100M000100Y43"],
)
def test_public_credit_codes_verify_with_the_organisation_code_inside(code):
    assert ids.is_uscc(code)
    assert ids.is_organisation_code(code[8:17])
    assert ids.usccs_ok(pa.array([code])).all()


def test_fifteen_digits_become_eighteen_with_the_century_made_explicit():
    assert ids.citizen_number_from_15("110105491231002") == SAMPLE
    assert ids.citizen_number_from_15("110105491231998")[6:10] == "1849"


def test_normalised_mends_width_case_and_white_space():
    assert ids.normalised("１１０１０５ 19491231002ｘ　") == SAMPLE


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (SAMPLE, None),
        ("110105491231002", Fault.LENGTH),
        ("1101051949123100２X", Fault.CHARACTERS),
        ("11010519491231002x", Fault.CHARACTERS),
        ("110105194902300020", Fault.DATE),
        ("110105204902280020", Fault.DATE),
        ("110105194912310021", Fault.CHECK),
    ],
)
def test_a_citizen_number_is_refused_with_the_first_reason(text, fault):
    assert ids.citizen_fault(text, TODAY) is fault


def test_a_person_born_today_is_born_and_one_born_tomorrow_is_not():
    body = "68010220260601001"
    number = body + ids.citizen_check(body)
    assert ids.is_citizen_number(number, TODAY)
    assert ids.citizen_fault(number, date(2026, 5, 31)) is Fault.DATE


def test_place_seventeen_tells_the_sex_and_places_seven_to_fourteen_the_birth_date():
    assert not ids.is_male(SAMPLE)
    assert ids.birth_date_of(SAMPLE) == date(1949, 12, 31)


@pytest.mark.parametrize(
    ("code", "fault"),
    [("91350100S000100Y43", Fault.CHARACTERS), ("9135", Fault.LENGTH), ("91350100M000100Y44", Fault.CHECK)],
)
def test_a_credit_code_is_refused_with_its_reason(code, fault):
    assert ids.uscc_fault(code) is fault


def test_an_organisation_code_may_be_written_with_its_hyphen():
    assert ids.is_organisation_code("M000100Y-4")
    assert not ids.is_organisation_code("M000100Y-5")


@pytest.mark.parametrize("function", [ids.citizen_check, ids.uscc_check, ids.organisation_check, ids.licence_check])
@pytest.mark.parametrize("body", ["", "1", "１" * 17, "-" * 17])
def test_a_malformed_body_has_no_check_digit(function, body):
    with pytest.raises(ValueError, match="expected"):
        function(body)


@given(digits(17), st.integers(0, 16), st.integers(1, 9))
def test_any_single_changed_digit_of_a_citizen_number_is_found(body, place, shift):
    wrong = body[:place] + str((int(body[place]) + shift) % 10) + body[place + 1 :]
    assert ids.citizen_check(wrong) != ids.citizen_check(body)


@given(digits(17), st.integers(0, 15))
def test_swapped_neighbours_of_a_citizen_number_are_found(body, place):
    swapped = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    assert swapped == body or ids.citizen_check(swapped) != ids.citizen_check(body)


@given(uscc_bodies, st.integers(0, 17), st.sampled_from(ids.USCC_ALPHABET))
def test_any_single_changed_character_of_a_credit_code_is_found(body, place, other):
    code = body + ids.uscc_check(body)
    wrong = code[:place] + other + code[place + 1 :]
    assert ids.is_uscc(code)
    assert wrong == code or not ids.is_uscc(wrong)


@given(digits(14), st.integers(0, 13), st.integers(1, 9))
def test_any_single_changed_digit_of_a_licence_number_is_found(body, place, shift):
    wrong = body[:place] + str((int(body[place]) + shift) % 10) + body[place + 1 :]
    assert ids.is_licence_number(body + ids.licence_check(body))
    assert ids.licence_check(wrong) != ids.licence_check(body)


def matrix(texts: list[str]) -> np.ndarray:
    return np.array([list(text.encode()) for text in texts], dtype=np.uint8)


@given(st.lists(digits(17), min_size=1, max_size=20))
def test_arrays_of_citizen_numbers_agree_with_the_scalar_form(bodies):
    assert bytes(ids.citizen_checks(matrix(bodies))).decode() == "".join(map(ids.citizen_check, bodies))


@given(st.lists(uscc_bodies, min_size=1, max_size=20))
def test_arrays_of_credit_codes_agree_with_the_scalar_form(bodies):
    assert bytes(ids.uscc_checks(matrix(bodies))).decode() == "".join(map(ids.uscc_check, bodies))
    inner = [body[8:16] for body in bodies]
    assert bytes(ids.organisation_checks(matrix(inner))).decode() == "".join(map(ids.organisation_check, inner))


@given(st.lists(digits(14), min_size=1, max_size=20))
def test_arrays_of_licence_numbers_agree_with_the_scalar_form(bodies):
    assert bytes(ids.licence_checks(matrix(bodies))).decode() == "".join(map(ids.licence_check, bodies))


@given(st.lists(st.none() | st.text(max_size=20) | uscc_bodies.map(lambda b: b + ids.uscc_check(b)), max_size=20))
def test_verifying_an_array_of_anything_agrees_with_the_scalar_form(texts):
    array = pa.array(texts, pa.string())
    assert ids.usccs_ok(array).tolist() == [text is not None and ids.is_uscc(text) for text in texts]
    assert ids.usccs_ok(array.slice(1)).tolist() == ids.usccs_ok(array).tolist()[1:]
    assert ids.licence_numbers_ok(array).tolist() == [t is not None and ids.is_licence_number(t) for t in texts]


def test_strings_and_characters_are_each_others_inverse():
    texts = pa.array([SAMPLE, "680102198001010017"])
    assert ids.strings_of(ids.characters_of(texts, 18)).equals(texts)
    judged = ids.citizen_numbers_ok(pa.array([SAMPLE, SAMPLE[:17] + "1", None, "x"]))
    assert judged.tolist() == [True, False, False, False]


def test_a_million_citizen_numbers_take_no_python_loop():
    bodies = np.random.default_rng(1).integers(48, 58, (1_000_000, 17), dtype=np.uint8)
    checks = ids.citizen_checks(bodies)
    numbers = ids.strings_of(np.column_stack([bodies, checks]))
    assert ids.citizen_numbers_ok(numbers).all()
