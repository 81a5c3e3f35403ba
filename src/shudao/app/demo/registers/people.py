"""The invented people before anything is spoiled: households first, then their members, chunk by chunk.

Chunks are independent and seeded by (seed, chunk): five million people need the memory of one chunk, and a register
that refers to people (legal representatives, assistance recipients) makes the same people again and stores none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from shudao.app.demo.registers import names, places
from shudao.app.demo.registers.digits import Days, day_bytes, decimal_bytes, padded, rank_within, text_matrix
from shudao.kernel.identifiers import Bytes, citizen_checks

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

CHUNK: Final = 200_000
# Sequence numbers per chunk, region, birth day and sex: 25 chunks share the 999 that GB 11643 offers.
SEQUENCES_PER_CHUNK: Final = 38
MOST_PEOPLE: Final = CHUNK * 25
HOUSEHOLDS_PER_CHUNK_AND_REGION: Final = 40_000
REGISTER_DAY: Final = date(2026, 6, 30)
SEED: Final = 20260630

HOUSEHOLD_SIZES: Final = (1, 2, 3, 4, 5, 6)
HOUSEHOLD_SIZE_SHARES: Final = (0.22, 0.29, 0.26, 0.13, 0.07, 0.03)
ISSUER_CODES: Final = (*places.ISSUERS, places.WITHDRAWN_ISSUER)


@dataclass(frozen=True)
class Households:
    """Households of a chunk; arrays of one length, districts and townships as positions in `places`."""

    numbers: pa.Array
    sizes: Ints
    districts: Ints
    townships: Ints
    addresses: pa.Array


@dataclass(frozen=True)
class People:
    """People of a chunk, in household order, the head of each household first."""

    index: Ints  # position over all chunks
    numbers: Bytes  # (rows, 18)
    surnames: pa.Array
    given: pa.Array
    male: Mask
    born: Days
    household: Ints  # position in `households`
    place: Ints  # 0 head, 1 spouse, from 2 on children, parents, others
    households: Households

    def __len__(self) -> int:
        return len(self.index)

    @property
    def ages(self) -> Ints:
        return (REGISTER_DAY.toordinal() - self.born) // 365

    @property
    def full_names(self) -> pa.Array:
        return places.joined(self.surnames, self.given)


def people_chunks(scale: int, seed: int = SEED) -> Iterator[People]:
    """All people of a city of `scale` inhabitants, CHUNK at a time. Raises ValueError outside 1 to MOST_PEOPLE."""
    if not 1 <= scale <= MOST_PEOPLE:
        raise ValueError(f"scale must lie between 1 and {MOST_PEOPLE}, not {scale}")
    for chunk in range((scale + CHUNK - 1) // CHUNK):
        yield people_of(chunk, min(CHUNK, scale - chunk * CHUNK), seed)


def people_of(chunk: int, size: int, seed: int = SEED) -> People:
    """The people of one chunk; the same for the same arguments."""
    rng = np.random.default_rng([seed, chunk])
    households = _households(rng, chunk, size)
    household = np.repeat(np.arange(len(households.sizes)), households.sizes)
    place = rank_within(household)
    male, ages = _sexes_and_ages(rng, household, place)
    born = (REGISTER_DAY.toordinal() - (ages * 365.25).astype(np.int64) - rng.integers(1, 365, size)).astype(np.int64)
    surnames, given = names.people(rng, male)
    return People(
        index=chunk * CHUNK + np.arange(size),
        numbers=_numbers(rng, chunk, households.districts[household], born, male),
        surnames=_family_surnames(surnames, household, place),
        given=given,
        male=male,
        born=born,
        household=household,
        place=place,
        households=households,
    )


def _households(rng: np.random.Generator, chunk: int, people: int) -> Households:
    sizes = rng.choice(HOUSEHOLD_SIZES, people, p=HOUSEHOLD_SIZE_SHARES)
    sizes = sizes[: int(np.searchsorted(np.cumsum(sizes), people)) + 1]
    sizes[-1] -= sizes.sum() - people
    districts = places.district_indices(rng, len(sizes))
    townships = places.township_indices(rng, districts)
    return Households(
        numbers=_household_numbers(chunk, districts),
        sizes=sizes.astype(np.int64),
        districts=districts,
        townships=townships,
        addresses=places.addresses(rng, districts, townships),
    )


def _household_numbers(chunk: int, districts: Ints) -> pa.Array:
    """Region code and a running number within the region, 12 digits."""
    running = chunk * HOUSEHOLDS_PER_CHUNK_AND_REGION + rank_within(districts)
    regions = np.array([int(district.code) for district in places.DISTRICTS])[districts]
    return padded("", regions * 1_000_000 + running, 12)


def _sexes_and_ages(rng: np.random.Generator, household: Ints, place: Ints) -> tuple[Mask, Ints]:
    """Sexes and ages that a household can have: a spouse of the head's age, children and parents a generation off."""
    size = len(household)
    head = np.clip(rng.normal(49, 15, household[-1] + 1), 20, 94)[household]
    spouse = np.clip(head + rng.normal(-1, 3, size), 20, 99)
    generation = rng.normal(27, 4, size).clip(18, 42)
    is_parent = (place >= 3) & (rng.random(size) < 0.4)
    child = head - generation
    child = np.where(child < 0, rng.integers(0, 18, size), child.clip(0, 70))
    other = np.where(is_parent, np.clip(head + generation, 40, 104), child)
    ages = np.select([place == 0, place == 1], [head, spouse], other).astype(np.int64)
    head_is_male = (rng.random(household[-1] + 1) < 0.72)[household]
    male = np.select([place == 0, place == 1], [head_is_male, ~head_is_male], rng.random(size) < 0.52)
    return male.astype(np.bool_), ages


def _family_surnames(own: pa.Array, household: Ints, place: Ints) -> pa.Array:
    """Everyone but the spouse bears the surname of the head."""
    first_of_household = np.flatnonzero(place == 0)[household]
    return own.take(pa.array(np.where(place == 1, np.arange(len(place)), first_of_household)))


def _numbers(rng: np.random.Generator, chunk: int, districts: Ints, born: Days, male: Mask) -> Bytes:
    """Citizen numbers (GB 11643): unique by construction, because each chunk owns its own range of sequence numbers."""
    issuer = _issuers(rng, districts, born)
    rank = rank_within((issuer * 4_000_000 + born) * 2 + male)
    if rank.max() * 2 + 2 > SEQUENCES_PER_CHUNK:
        raise ValueError("too many people were born on one day in one district for their numbers to stay unique")
    sequence = chunk * SEQUENCES_PER_CHUNK + 2 * rank + np.where(male, 1, 2)
    codes = text_matrix(ISSUER_CODES)[issuer]
    body = np.column_stack([codes, day_bytes(born), decimal_bytes(sequence, 3)])
    return np.column_stack([body, citizen_checks(body)])


def _issuers(rng: np.random.Generator, districts: Ints, born: Days) -> Ints:
    """Where numbers were issued: mostly where people live, one in fifteen elsewhere, some under a withdrawn code."""
    moved = np.where(rng.random(len(districts)) < 0.067, places.district_indices(rng, len(districts)), districts)
    before = born <= date.fromisoformat(places.WITHDRAWN_ON).toordinal()
    withdrawn = (moved == 0) & before & (rng.random(len(districts)) < 0.2)
    return np.where(withdrawn, len(places.ISSUERS), np.where(moved == 5, 1, moved)).astype(np.int64)
