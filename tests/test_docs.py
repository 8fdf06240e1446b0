"""The README and the pages of docs: short at the door, every link leads somewhere, no page is lost."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PAGES = sorted([README, ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def links(page: Path) -> set[Path]:
    """The files that a page links to or shows."""
    found = _LINK.findall(re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL))
    return {(page.parent / each).resolve() for each in found if "://" not in each}


def test_the_readme_is_short() -> None:
    """Two minutes to read."""
    assert len(README.read_bytes()) <= 10_240


def test_every_link_leads_somewhere() -> None:
    """To a file or a folder that is there."""
    lost = {str(page.relative_to(ROOT)): sorted(map(str, links(page))) for page in PAGES}
    assert {page: [each for each in named if not Path(each).exists()] for page, named in lost.items()} == {
        page: [] for page in lost
    }


def test_every_page_is_found_from_the_readme() -> None:
    """By links alone."""
    found, new = set[Path](), {README}
    while new:
        found |= new
        new = {each for page in new for each in links(page) if each.suffix == ".md"} - found
    assert [page for page in PAGES if page.resolve() not in found] == []
