"""A site on loopback, and a project that crawls it."""

import pytest
from loopback import Project, Site


@pytest.fixture
def site():
    found = Site()
    yield found
    found.close()


@pytest.fixture
def project(tmp_path, site):
    return Project(tmp_path, site)


@pytest.fixture
def second():
    """Another site on this machine."""
    found = Site()
    yield found
    found.close()
