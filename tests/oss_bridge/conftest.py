"""The mock's process and an office that takes its pushes, for all tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.oss_bridge.sides import FakeSide, HttpSide, MockProcess, Office, Side


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    """A portal that only listens."""
    listening = Office()
    yield listening
    listening.close()


@pytest.fixture(scope="session")
def mock(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MockProcess]:
    """One real mock process for the session."""
    process = MockProcess(tmp_path_factory.mktemp("oss-tiruan"), office.url)
    yield process
    process.stop()


@pytest.fixture(autouse=True)
def no_knobs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test turned on is off for the next one."""
    yield
    if "mock" in request.fixturenames:
        request.getfixturevalue("mock").ask("DELETE", "/_knobs")


@pytest.fixture(params=["fake", "http"])
def side(request: pytest.FixtureRequest) -> Side:
    """Fake and HTTP take the same oath."""
    if request.param == "fake":
        return FakeSide()
    return HttpSide(request.getfixturevalue("mock"), request.getfixturevalue("office"))
