"""Names composed of common surnames and given-name characters; a resemblance to a person is an accident of the list."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from shudao.app.demo.registers.places import joined

# By frequency; rank r is drawn with weight 1 / (r + 8), close to the observed skew. Compound surnames at the end.
SURNAMES: Final = (
    *"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪",
    *"范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温柴纪庞鲁",
    "欧阳", "上官", "司马", "诸葛", "慕容",
)  # fmt: skip
# The last ones need four bytes in GB18030 and are lost by anything that speaks only GBK.
MALE: Final = tuple(
    "伟强磊军勇杰涛明超辉刚平健波斌宇浩凯鹏飞龙志建国文华俊峰海林成东亮宏博远航子轩皓天翔晨阳哲瑞泽铭㛃𬭎"
)
FEMALE: Final = tuple("芳娜敏静丽艳娟霞燕玲桂英秀兰红梅雪慧琳倩颖佳怡欣悦梦琪雨婷诗涵子萱若曦语桐清婉瑶珊蕾莹洁㛃𬍡")


def people(rng: np.random.Generator, male: npt.NDArray[np.bool_]) -> tuple[pa.Array, pa.Array]:
    """Surnames and given names (one or two characters) for people of the given sex."""
    size = len(male)
    given = pa.array((*MALE, *FEMALE, ""))
    first, second = (_characters(rng, male) for _ in range(2))
    second = np.where(rng.random(size) < 0.22, len(given) - 1, second)
    return surnames(rng, size), joined(given.take(pa.array(first)), given.take(pa.array(second)))


def surnames(rng: np.random.Generator, size: int) -> pa.Array:
    weights = 1 / (np.arange(len(SURNAMES)) + 8)
    chosen = rng.choice(len(SURNAMES), size, p=weights / weights.sum())
    return pa.array(SURNAMES).take(pa.array(chosen))


def _characters(rng: np.random.Generator, male: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Positions in (*MALE, *FEMALE); the rare last characters are as unlikely as in life."""
    skewed = rng.random(len(male)) ** 1.5
    return np.where(male, skewed * len(MALE), len(MALE) + skewed * len(FEMALE)).astype(np.int64)
