import pytest

from tests.cms.fakes import answer, run


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The data of a site of its own with records in it, on SQLite; copy it before changing anything.

    Tests that use it belong to xdist's group `site`, so that it is made once.
    """
    folder = tmp_path_factory.mktemp("site")
    answer(run("-m", "tests.cms.site", "make", data=folder))
    return folder
