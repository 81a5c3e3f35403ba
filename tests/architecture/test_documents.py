"""What is written about the house: the reference is what the code says, and every link leads somewhere."""

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from shudao.cli.documents import HEADING, PAGES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
WRITTEN = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "samples").rglob("*.md")])
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
DECISION_PARTS = ("**Context.**", "**Decision.**", "**Consequences.**", "**Alternatives.**")
FEWEST_TERMS = 60
# What the hand-written pages name, and the page of the reference that has to know it.
NAMED = {
    "routes.md": re.compile(r"`((?:GET|POST|PUT|PATCH|DELETE) /[^`…]+)`"),
    "settings.md": re.compile(r"\b(SHUDAO_[A-Z_]+)\b"),
    "commands.md": re.compile(r"`shudao (?:--data \S+ )?([a-z][a-z-]*(?: [a-z][a-z-]*)?)"),
}
MANUAL = [file for file in WRITTEN if file.parent.name != "reference"]


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_is_what_the_code_says(name: str) -> None:
    """Every setting, command, error, route, permission and job has its line; `make docs` writes them."""
    committed = (DOCS / "reference" / name).read_text("utf-8").splitlines()
    wanted = f"{HEADING}{PAGES[name]()}".splitlines()
    lacking = [line for line in wanted if line not in committed]
    outdated = [line for line in committed if line not in wanted]
    assert not lacking and not outdated, f"run `make docs`; it lacks {lacking[:3]}, and still has {outdated[:3]}"
    assert committed == wanted, "run `make docs`: the order differs"


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_leads_somewhere(file: Path) -> None:
    text = FENCED.sub("", file.read_text("utf-8"))
    dead = [target for target in LINK.findall(text) if not _leads_somewhere(file, target)]
    assert not dead


def _leads_somewhere(file: Path, target: str) -> bool:
    """Whether a relative link names a file of ours and, after `#`, one of its headings."""
    if "://" in target or target.startswith("mailto:"):
        return True
    name, _, anchor = target.partition("#")
    found = (file.parent / name).resolve() if name else file
    if not found.exists() or not found.is_relative_to(ROOT):
        return False
    return not anchor or anchor in _anchors(found)


def _anchors(file: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCED.sub("", file.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", NAMED)
def test_what_the_manual_names_exists(page: str) -> None:
    plain = " ".join(PAGES[page]().replace("|", " ").replace("`", " ").split())
    named = {name for file in MANUAL for name in NAMED[page].findall(file.read_text("utf-8"))}
    assert named
    assert sorted(name for name in named if f" {name} " not in plain) == []


def test_decisions_are_numbered_without_gap_or_double() -> None:
    numbers = [int(file.name.split("-")[0]) for file in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("file", DECISIONS, ids=lambda file: file.stem)
def test_a_decision_has_its_parts_on_one_page(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.startswith(f"# {file.name[:4]} ")
    places = [text.find(part) for part in DECISION_PARTS]
    assert -1 not in places and places == sorted(places)
    assert len(text.split()) <= 400


def test_the_glossary_names_each_idea_once() -> None:
    """Four cells a line: the white paper's term, the code's name, the meaning, and what it is not."""
    lines = (DOCS / "concepts" / "glossary.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    terms = [row for row in rows if row[0] != "白皮书用语"]
    assert len(terms) >= FEWEST_TERMS
    assert all(len(row) == 4 and row[0] and row[1] and row[2] for row in terms)
    doubled = [term for term, count in Counter(row[0] for row in terms).items() if count > 1]
    assert not doubled


def test_every_image_is_shown_somewhere() -> None:
    shown = set(chain.from_iterable(LINK.findall(file.read_text("utf-8")) for file in WRITTEN))
    names = {Path(target).name for target in shown}
    assert [image.name for image in (DOCS / "images").glob("*.png") if image.name not in names] == []
