"""Programs that are no Python packages, which some tests need."""

import os
import shutil

import pytest


def needs(package, *names):
    """The first of the programs that is there, or a skipped test that says so; in CI, a failure.

    Without names: the one that is called like its package.
    """
    names = names or (package,)
    if found := next(filter(None, map(shutil.which, names)), None):
        return found
    words = f"{names[0]} is not installed: apt-get install {package}"
    return pytest.fail(words) if os.environ.get("CI") else pytest.skip(words)
