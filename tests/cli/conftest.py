import pytest
from cli.six import Shell


@pytest.fixture
def shell(tmp_path):
    return Shell(tmp_path)
