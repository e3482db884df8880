"""What is asked again and again costs the same in a full hall as in an empty one."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from counter.actions import windows
from tests.counter.desk.conftest import Hall

MOST = {"/loket/": 28, "/antrean/keadaan.json": 15, "ticket": 12}


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", list(MOST))
def test_a_full_hall_costs_no_more_queries_than_an_almost_empty_one(hall: Hall, page: str) -> None:
    clerk = Client()
    clerk.force_login(hall.people.wulan)
    hall.draw("A")
    mine = hall.draw("A")
    windows.call(hall.sit(2), who=hall.wulan)
    url = f"/a/{mine.code}/keadaan.json" if page == "ticket" else page
    clerk.get(url)  # a session's first page notes more
    hall.draw("A")
    few = queries(clerk, url)
    for _person in range(40):
        hall.draw("AC"[_person % 2])
    assert queries(clerk, url) == few <= MOST[page]
