"""Districts, townships and addresses of the invented city; the same codes as `samples/city/code_tables/division.csv`.

GB/T 2260 has assigned no code beginning with 68, so no citizen number or credit code made from these can exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class District:
    """A county-level division: its share of the population and its townships, the most populous first."""

    code: str
    name: str
    share: float
    townships: tuple[tuple[str, str], ...]


DISTRICTS: Final = (
    District(
        "680102",
        "听澜区",
        0.33,
        (
            ("680102001", "听澜街道"),
            ("680102002", "鹤汀街道"),
            ("680102003", "书院里街道"),
            ("680102004", "南渡口街道"),
            ("680102005", "青石桥头街道"),
        ),
    ),
    District(
        "680103",
        "望川区",
        0.26,
        (
            ("680103001", "望川街道"),
            ("680103002", "桑柘街道"),
            ("680103003", "铁牛里街道"),
            ("680103004", "柳浪街道"),
        ),
    ),
    District(
        "680104", "云汀区", 0.17, (("680104001", "云汀街道"), ("680104002", "芦荻街道"), ("680104003", "北沙洲街道"))
    ),
    District("680105", "松坞区", 0.12, (("680105001", "松坞街道"), ("680105002", "竹里街道"), ("680105103", "落霞镇"))),
    District("680121", "青岑县", 0.07, (("680121101", "岑阳镇"), ("680121102", "青箬镇"), ("680121203", "石笋乡"))),
    District("680171", "澜川高新技术产业开发区", 0.05, (("680171001", "创谷街道"), ("680171002", "星澜街道"))),
)

# The development zone issues no identity cards; its residents carry the number of the district it was carved from.
ISSUERS: Final = ("680102", "680103", "680104", "680105", "680121", "680103")
# Merged into 680102 on 2016-06-30: numbers issued before that day stay valid although the code is withdrawn.
WITHDRAWN_ISSUER: Final = "680101"
WITHDRAWN_ON: Final = "2016-06-30"

ROADS: Final = (
    "听涛路", "澜沧里", "望海潮街", "青梧路", "白鹭巷", "石榴弄", "书院路", "云起街", "桑榆路", "松风路",
    "竹影巷", "落霞路", "星河大道", "创谷大道", "芦花街", "渡口路", "铁牛街", "柳浪堤路", "岑山路", "箬溪路",
    "流萤巷", "观稼路", "听雨轩路", "金声路", "玉振街", "闻韶路", "采薇巷", "鹤鸣路", "清浅路", "半山街",
)  # fmt: skip


def district_indices(rng: np.random.Generator, size: int) -> Indices:
    """Districts by their share of the population, as positions in DISTRICTS."""
    shares = np.array([district.share for district in DISTRICTS])
    return rng.choice(len(DISTRICTS), size, p=shares / shares.sum()).astype(np.int64)


def township_indices(rng: np.random.Generator, districts: Indices) -> Indices:
    """A township for each district position, the first ones twice as likely as the last, as positions in TOWNSHIPS."""
    counts = np.array([len(district.townships) for district in DISTRICTS])
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    within = (rng.random(len(districts)) ** 1.6 * counts[districts]).astype(np.int64)
    townships: Indices = starts[districts] + within
    return townships


TOWNSHIPS: Final = tuple(township for district in DISTRICTS for township in district.townships)


def district_codes() -> pa.Array:
    return pa.array([district.code for district in DISTRICTS])


def township_codes() -> pa.Array:
    return pa.array([code for code, _ in TOWNSHIPS])


def addresses(rng: np.random.Generator, districts: Indices, townships: Indices) -> pa.Array:
    """Invented addresses: city, district, township, road, number, building and room."""
    size = len(districts)
    places = pa.array([f"澜川市{district.name}" for district in DISTRICTS]).take(pa.array(districts))
    names = pa.array([name for _, name in TOWNSHIPS]).take(pa.array(townships))
    roads = pa.array(ROADS).take(pa.array(rng.integers(0, len(ROADS), size)))
    number, building, room = (numbers_as_text(rng.integers(1, top, size)) for top in (300, 40, 60))
    return joined(places, names, roads, number, "号", building, "栋", room, "室")


def joined(*parts: pa.Array | str) -> pa.Array:
    """The parts of each row written one after the other."""
    return pc.binary_join_element_wise(*parts, "")


def numbers_as_text(values: npt.NDArray[np.integer]) -> pa.Array:
    return pa.array(values).cast(pa.string())
