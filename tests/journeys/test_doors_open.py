"""The house opens, answers, closes on Ctrl-C, and opens again with nothing lost."""

from pathlib import Path

import pytest
import urllib3
from playwright.sync_api import Page

from tests.clusters import free_port
from tests.journeys.house import House, opened, start, stop


@pytest.mark.browser
@pytest.mark.smoke
def test_the_front_page_opens_in_a_browser(pariaman: House, page: Page) -> None:
    answer = page.goto(pariaman.url)
    assert answer is not None
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == "id"
    assert page.locator("h1").count() == 1


@pytest.mark.browser
@pytest.mark.smoke
def test_all_is_well_once_the_worker_has_reported(pariaman: House) -> None:
    answer = urllib3.request("GET", f"{pariaman.url}/sehat/", retries=urllib3.Retry(20, status_forcelist=[503]))
    assert answer.status == 200


@pytest.mark.browser
@pytest.mark.smoke
def test_ctrl_c_stops_everything_and_the_next_start_finds_all_data(tmp_path: Path) -> None:
    with opened("pariaman", tmp_path / "var") as first:
        secrets = (first.var_dir / "secrets.env").read_text()
        first.manage("shell", "-c", "from accounts.models import User; User.objects.create(email='a@b.example')")
    assert first.process.returncode == 0
    assert [urlopen_fails(url) for url in (first.url, first.mock_url)] == [True, True]
    with opened("pariaman", tmp_path / "var", port=int(first.url.rsplit(":", 1)[1])) as second:
        assert (second.var_dir / "secrets.env").read_text() == secrets


def urlopen_fails(url: str) -> bool:
    """Does nobody answer there?"""
    try:
        urllib3.request("GET", url, timeout=1, retries=False)
    except urllib3.exceptions.HTTPError:
        return True
    return False


@pytest.mark.browser
@pytest.mark.smoke
def test_a_second_start_of_the_same_office_is_refused_in_words(pariaman: House) -> None:
    second = start("pariaman", pariaman.var_dir, port=free_port(), mock_port=free_port())
    assert stop_code(second) == 2
    assert "already running" in second.says()


def stop_code(house: House) -> int:
    return house.process.wait(60) if house.process.poll() is None else stop(house)
