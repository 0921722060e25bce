"""The tree in the docstring is the tree."""

import inspect
import re

from newsarchive import errors


def test_the_drawn_tree_names_every_error_below_its_parent():
    drawn, stack = {}, []
    for row in inspect.getdoc(errors).splitlines():
        if found := re.match(r"([ │├└─]*)(NewsArchiveError|[A-Z]\w+(?=  | no ))", row):
            depth = len(found[1]) // 4
            del stack[depth:]
            drawn[found[2]] = stack[-1] if stack else None
            stack.append(found[2])
    real = {name: kind.__base__.__name__ for name, kind in inspect.getmembers(errors, inspect.isclass)}
    assert {name: parent for name, parent in drawn.items() if parent} == {
        name: parent for name, parent in real.items() if parent != "Exception"
    }
