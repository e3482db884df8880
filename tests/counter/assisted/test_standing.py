"""For whom a clerk may act: the person at the window, nobody else, never themselves or a relative."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from counter.assisted.actions import ending, people, sessions
from counter.assisted.models import Assistance, Person, Proxy
from counter.assisted.queries.sessions import current
from counter.assisted.terms import Attendance, ProxyScope
from counter.logbook import book as agenda
from counter.logbook.models import Visit
from foundation.journal.models import Entry
from licensing.actions import attach, draft, register
from licensing.models import Duty, Tie
from licensing.queries import visible_to
from licensing.terms import Status
from licensing.workflow import Refused
from tests.counter.assisted.conftest import RATNA_NIK, Counter, scan
from tests.factories.drafts import answers, draft_of
from tests.factories.files import application_in, business

pytestmark = pytest.mark.django_db


def proxy_of(desk: Counter, who: Person, *, scope: ProxyScope = ProxyScope.BOTH, days: int = 30) -> Proxy:
    today = timezone.localdate()
    return Proxy.objects.create(
        person=who, name="Andi Wijaya", letter_on=today - timedelta(days=60), ends_on=today + timedelta(days=days),
        scope=scope, recorded_by=desk.people.wulan,
    )  # fmt: skip


def test_a_clerk_does_not_help_themselves(desk: Counter) -> None:
    own = people.register({"name": "Wulan Sari", "nik": RATNA_NIK}, ktp_seen=True, actor=desk.clerk("wira"))
    Person.objects.filter(pk=own.pk).update(account=desk.people.wulan)
    own.refresh_from_db()
    with pytest.raises(Refused, match="data Anda sendiri"):
        desk.start(own)
    User.objects.filter(pk=desk.people.wulan.pk).update(phone_index="x" * 64)
    Person.objects.filter(pk=own.pk).update(account=None, phone_index="x" * 64)
    own.refresh_from_db()
    with pytest.raises(Refused, match="data Anda sendiri"):
        desk.start(own)
    assert desk.start(own, "wira")[0].pk, "a colleague may"


def test_a_clerk_does_not_help_a_declared_relative_also_when_only_the_nik_says_so(desk: Counter) -> None:
    ratna = desk.ratna()
    holder = business(None, nik=RATNA_NIK, name="Warung Ratna")
    Tie.objects.create(user=desk.people.wulan, holder=holder, kind=Tie.Kind.RELATIVE)
    with pytest.raises(Refused, match="keluarga"):
        desk.start(ratna)
    page = desk.at().post(f"/loket/pemohon/{ratna.pk}/mulai/", {"attendance": "owner", "stranger": "on"})
    assert page.status_code == 409
    assert desk.start(ratna, "wira")[0].pk


def test_a_clerk_says_that_the_person_is_no_relative(desk: Counter) -> None:
    ratna = desk.ratna()
    page = desk.at().post(f"/loket/pemohon/{ratna.pk}/mulai/", {"attendance": "owner", "ktp_seen": "on"})
    assert page.status_code == 422
    assert "keluarga Anda" in page.content.decode()
    assert not Assistance.objects.exists()


def test_a_relative_declared_later_stops_the_file_in_hand(desk: Counter) -> None:
    ratna = desk.ratna()
    _assistance, wulan = desk.start(ratna)
    file = application_in(Status.FULFILLING, applicant=None, agency=None, assisted_for=ratna.subject)
    assert file.holder is not None
    Tie.objects.create(user=desk.people.wulan, holder=file.holder, kind=Tie.Kind.RELATIVE)
    with pytest.raises(Refused, match="Serahkan kepada petugas lain"):
        attach.check_open(file.requirements.first(), wulan)  # type: ignore[arg-type]


def test_without_a_service_a_clerk_does_nothing_and_sees_no_draft(desk: Counter) -> None:
    file = draft_of(desk.people.actor("budi"), answers(desk.scope))
    wulan = desk.clerk()
    assert file not in visible_to(wulan)
    with pytest.raises(Refused, match="Mulai layanan berbantuan"):
        draft.start(actor=wulan)
    with pytest.raises(Refused, match="Mulai layanan berbantuan"):
        register.register(file, actor=wulan)
    with pytest.raises(Refused, match="Mulai layanan berbantuan"):
        draft.save(file, "pemohon", {"name": "X"}, actor=wulan, version=file.answers_version)
    assert desk.at().get(f"/permohonan/{file.ref}/ajukan-nib/").status_code == 404
    assert desk.at().get("/permohonan/baru/").status_code == 403


def test_in_a_service_only_this_persons_files_open(desk: Counter) -> None:
    ratna = desk.ratna()
    assistance, wulan = desk.start(ratna)
    mine = sessions.begin_draft(assistance, actor=wulan)
    other = draft_of(desk.people.actor("budi"), answers(desk.scope))
    assert list(visible_to(wulan).filter(status=Status.DRAFT)) == [mine]
    with pytest.raises(Refused, match="bukan milik pemohon"):
        draft.save(other, "pemohon", {"name": "X"}, actor=wulan, version=other.answers_version)
    with pytest.raises(Refused, match="bukan milik"):
        sessions.take_up(assistance, other, actor=wulan)
    client = desk.at()
    for path in (f"bantu/{other.ref}/", f"bantu/{other.ref}/pernyataan/", f"serah/{other.ref}/"):
        assert client.get(f"/loket/{path}").status_code == 404, path
    ending.end(assistance, result="selesai", actor=wulan)
    assert client.get(f"/permohonan/{mine.ref}/ajukan-nib/").status_code == 404, "the draft closes with the service"


def test_the_draft_of_an_account_is_taken_up_only_while_its_owner_stands_there(desk: Counter) -> None:
    file = draft_of(desk.people.actor("budi"), answers(desk.scope))
    budi = people.open_up(f"akun:{desk.people.budi.pk}", actor=desk.clerk())
    assert budi is not None
    assistance, wulan = desk.start(budi, ktp_seen=False)
    taken = sessions.take_up(assistance, file, actor=wulan)
    assert (taken.assisted_for, taken.assisted_by, taken.applicant) == (
        budi.subject, desk.people.wulan, desk.people.budi
    )  # fmt: skip
    page = desk.at().get(f"/permohonan/{file.ref}/ajukan-nib/")
    assert "Atas nama: Budi Santoso" in page.content.decode()
    entry = Entry.objects.get(kind="application.taken_up")
    assert (entry.user_id, entry.on_behalf_of) == (desk.people.wulan.pk, budi.subject)


def test_one_clerk_helps_one_person_at_a_time_and_pressing_twice_is_one_service(desk: Counter) -> None:
    ratna, other = desk.ratna(), people.register({"name": "Siti", "nik": "1377014107900001"}, ktp_seen=False,
                                                 actor=desk.clerk())  # fmt: skip
    first, _actor = desk.start(ratna)
    assert desk.start(ratna)[0] == first
    with pytest.raises(Refused, match="Selesaikan dulu layanan untuk Ratna Dewi"):
        desk.start(other)
    assert desk.start(other, "wira")[0] != first
    assert Visit.objects.filter(ended_at=None).count() == 2


def test_a_closed_browser_finds_the_service_again_and_the_consoles_end_ends_it(desk: Counter) -> None:
    ratna = desk.ratna()
    assistance, _wulan = desk.start(ratna)
    assert "Atas nama: Ratna Dewi" in desk.at().get("/loket/bantu/").content.decode(), "another browser, same service"
    visit = Visit.objects.get(pk=assistance.visit_id)
    agenda.close_visit(visit, who=desk.clerk(), result="kurang")
    assert desk.at().get("/loket/bantu/").status_code == 302
    assistance.refresh_from_db()
    assert assistance.result == "kurang"
    assert current(desk.clerk()) is None


def test_a_proxy_needs_a_living_letter_and_stays_within_it(desk: Counter) -> None:
    ratna = desk.ratna()
    over = proxy_of(desk, ratna, days=-1)
    with pytest.raises(Refused, match="tidak berlaku lagi"):
        desk.start(ratna, attendance=Attendance.PROXY, proxy=over)
    with pytest.raises(Refused, match="Pilih surat kuasa"):
        desk.start(ratna, attendance=Attendance.PROXY)
    stranger = people.register({"name": "Siti", "nik": "1377014107900001"}, ktp_seen=False, actor=desk.clerk())
    with pytest.raises(Refused, match="Pilih surat kuasa"):
        desk.start(ratna, attendance=Attendance.PROXY, proxy=proxy_of(desk, stranger))
    collect = proxy_of(desk, ratna, scope=ProxyScope.COLLECT)
    assistance, wulan = desk.start(ratna, attendance=Attendance.PROXY, proxy=collect)
    assert (assistance.attendant, assistance.ktp_seen_at is not None) == ("Andi Wijaya", True)
    with pytest.raises(Refused, match="hanya untuk mengambil dokumen"):
        sessions.begin_draft(assistance, actor=wulan)


def test_a_clerk_is_nobodys_proxy(desk: Counter) -> None:
    ratna = desk.ratna()
    letter = proxy_of(desk, ratna)
    letter.name = desk.people.wulan.name
    letter.save()
    with pytest.raises(Refused, match="tidak menjadi kuasa"):
        desk.start(ratna, attendance=Attendance.PROXY, proxy=letter)


def test_a_letter_of_authority_is_written_down_with_its_scan_and_can_be_taken_back(desk: Counter) -> None:
    ratna, client = desk.ratna(), desk.at()
    today = timezone.localdate()
    facts = {"name": "Andi Wijaya", "letter_on": today.isoformat(), "ends_on": today.isoformat(), "scope": "both"}
    url = f"/loket/pemohon/{ratna.pk}/kuasa/"
    assert client.post(url, facts).status_code == 422, "no scan"
    ended = {**facts, "ends_on": (today - timedelta(days=1)).isoformat(), "letter": scan()}
    assert client.post(url, ended).status_code == 422
    assert client.post(url, {**facts, "letter": scan("kuasa.pdf")}).status_code == 302
    letter = Proxy.objects.get()
    assert letter.is_living
    assert "Andi Wijaya" in client.get(f"/loket/pemohon/{ratna.pk}/mulai/").content.decode()
    opened = {
        name: desk.at(name).get(letter.letter.get_absolute_url()).status_code for name in ("wulan", "hendra", "rina")
    }
    assert opened == {"wulan": 200, "hendra": 404, "rina": 404}
    client.post(f"/loket/pemohon/{ratna.pk}/kuasa/{letter.pk}/cabut/")
    letter.refresh_from_db()
    assert not letter.is_living


def test_a_witness_has_a_name(desk: Counter) -> None:
    ratna = desk.ratna()
    page = desk.at().post(f"/loket/pemohon/{ratna.pk}/mulai/", {"attendance": "witnessed", "stranger": "on"})
    assert page.status_code == 422
    with pytest.raises(Refused, match="nama saksi"):
        desk.start(ratna, attendance=Attendance.WITNESSED)


def test_a_nib_is_typed_and_a_duty_done_only_for_whoever_stands_there(desk: Counter) -> None:
    waiting = application_in(Status.NIB_REQUESTED, applicant=None, agency=None)
    done = application_in(Status.ISSUED, applicant=None, agency=None, number="PB-2026-000002",
                          holder=business(None, nik=RATNA_NIK))  # fmt: skip
    duty = Duty.objects.create(holder=done.holder, application=done, number=1, text="Laporan tiap 6 bulan")
    client = desk.at()
    assert client.post(f"/permohonan/{waiting.ref}/nib/", {"nib": "2211260000001"}).status_code == 409
    assert client.post(f"/permohonan/{done.ref}/kewajiban/{duty.pk}/selesai/").status_code == 409
    duty.refresh_from_db()
    assert duty.done_at is None
