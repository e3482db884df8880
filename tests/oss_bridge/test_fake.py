"""The simulated OSS itself: who is who, what the applicant does there, what its orders do, troubles on demand."""

from datetime import datetime

import pypdfium2
import pytest

from licensing.terms import Authority, HolderKind, LicenceType, Scale
from oss_bridge.contract import methods, simulation
from oss_bridge.contract.identifiers import WIB
from oss_bridge.contract.lookups import NibQuestion
from oss_bridge.contract.permits import Amendment
from oss_bridge.contract.reading import UnreadableBody, tidy
from oss_bridge.contract.simulation import Activity, Capital, Holder, reference_of
from oss_bridge.fake import FakeOss
from oss_bridge.mock.oss.books import Refusal
from oss_bridge.mock.oss.papers import paper
from oss_bridge.troubles import OssRefused, OssUnavailable
from tests.oss_bridge import cases


def company(**changes: str) -> Holder:
    """A badan usaha."""
    person = simulation.Person(name="Rina", nik=cases.nik(), position="Direktur")
    about = {"name": "PT Bahari", "entity_kind": "01", "npwp": "", "approval_number": ""} | changes
    return Holder(kind=HolderKind.COMPANY, address=cases.HOME, scale=Scale.LARGE, responsible=person, **about)


@pytest.fixture
def oss() -> FakeOss:
    return FakeOss(clock=lambda: datetime(2026, 12, 31, 23, 59, tzinfo=WIB))


def test_a_nib_carries_the_day_in_jakarta_and_may_begin_with_zero() -> None:
    oss = FakeOss(clock=lambda: datetime(2026, 12, 1, 0, 30, tzinfo=WIB))
    assert oss.hand_over(cases.hand_over()).nib.startswith("011226")


@pytest.mark.parametrize(
    ("mark", "other"),
    [
        ({"npwp": "0012345678901000"}, {"npwp": "0999999999901000"}),
        ({"approval_number": "AHU-1"}, {"approval_number": "AHU-2"}),
        ({"name": "PT Bahari"}, {"name": "PT Lautan"}),
    ],
)
def test_a_company_is_known_by_npwp_else_approval_else_name(
    oss: FakeOss, mark: dict[str, str], other: dict[str, str]
) -> None:
    first = oss.hand_over(cases.hand_over(holder=company(**mark)))
    again = oss.hand_over(cases.hand_over(holder=company(**mark)))
    stranger = oss.hand_over(cases.hand_over(holder=company(**other)))
    assert (again.nib, again.is_change) == (first.nib, True)
    assert stranger.nib != first.nib
    tree = oss.nib_tree(first.nib)
    assert (tree.holder_kind, tree.entity_kind, tree.umk_flag) == (HolderKind.COMPANY, "01", "N")


def test_the_tree_is_found_by_oss_id_and_npwp_too(oss: FakeOss) -> None:
    done = oss.hand_over(cases.hand_over(holder=company(npwp="0012345678901000")))
    assert oss.call(methods.INQUERY_NIB, NibQuestion(oss_id=done.oss_id)).nib == done.nib
    assert oss.call(methods.INQUERY_NIB, NibQuestion(npwp="0012345678901000")).nib == done.nib
    for asked in (NibQuestion(), NibQuestion(npwp="1"), NibQuestion(nib=done.nib, oss_id="P02-1")):
        with pytest.raises(OssRefused, match="tidak ditemukan"):
            oss.call(methods.INQUERY_NIB, asked)


def test_what_is_typed_in_oss_is_numbered_there_and_pushed_again_when_it_changes(oss: FakeOss) -> None:
    person = cases.budi()
    given = cases.hand_over(reference="", holder=person)
    done = oss.oss.hand_over(given, origin="oss")
    second = oss.oss.hand_over(given, origin="oss")
    assert second.licence_id != done.licence_id
    tree = oss.nib_tree(done.nib)
    assert [project.number for project in tree.projects] == ["1", "2"]
    assert reference_of(tree.projects[0]) == ""
    oss.oss.attach(cases.files(done))
    assert oss.permit_status(done.licence_id).code == "12"
    assert len(oss.books.posted) == 2
    oss.fulfil(simulation.Fulfilment(licence_id=done.licence_id))
    pushed = methods.RECEIVE_NIB.read(tidy(oss.books.posted[-1][2]))
    assert pushed.document_kind == "5"
    row = pushed.permit(done.licence_id)
    assert row is not None
    assert [one.note for one in row.requirements] == ["Kurikulum"]


def test_a_portal_must_name_its_reference_and_a_nib_needs_no_verification(oss: FakeOss) -> None:
    with pytest.raises(OssRefused, match="reference"):
        oss.hand_over(cases.hand_over(reference=""))
    with pytest.raises(OssRefused, match="tidak diverifikasi"):
        oss.hand_over(cases.hand_over(permit=cases.wanted(licence=LicenceType.NIB)))


def test_acts_out_of_turn_are_refused(oss: FakeOss) -> None:
    done = oss.hand_over(cases.hand_over())
    with pytest.raises(OssRefused, match="tidak menunggu"):
        oss.correct(cases.files(done))
    oss.fulfil(cases.files(done))
    with pytest.raises(OssRefused, match="tidak ditemukan"):
        oss.fulfil(simulation.Fulfilment(licence_id="I-0"))
    oss.send_status(cases.report(done, "10"))
    with pytest.raises(OssRefused, match="tidak menunggu"):
        oss.fulfil(cases.files(done))
    with pytest.raises(Refusal, match="tidak menunggu"):
        oss.oss.attach(cases.files(done))


def test_expiry_strikes_once_and_only_what_runs(oss: FakeOss) -> None:
    done = oss.hand_over(cases.hand_over())
    with pytest.raises(Refusal, match="tidak sedang diproses"):
        oss.oss.expire(done.licence_id)
    oss.fulfil(cases.files(done))
    assert oss.oss.expire(done.licence_id).code == "57"
    files = len(oss.books.files)
    assert oss.oss.expire(done.licence_id).code == "57"
    assert len(oss.books.files) == files


@pytest.mark.parametrize("before", [(), ("10",), ("10", "20", "41", "correct"), ("10", "20", "93")])
def test_the_ministry_verifies_from_wherever_the_file_stands(oss: FakeOss, before: tuple[str, ...]) -> None:
    done = oss.hand_over(cases.hand_over(permit=cases.wanted(authority=Authority.MINISTER)))
    oss.fulfil(cases.files(done))
    for step in before:
        oss.correct(cases.files(done)) if step == "correct" else oss.oss.decide(done.licence_id, step, "catatan")
    assert oss.oss.verify_wholly(done.licence_id).code == "50"
    assert oss.oss.verify_wholly(done.licence_id).code == "50"
    assert oss.books.permits[done.licence_id].portal_code == ""


def test_a_ministry_may_not_decide_for_the_regency_nor_out_of_order(oss: FakeOss) -> None:
    ours = oss.hand_over(cases.hand_over())
    with pytest.raises(Refusal, match="bukan kementerian"):
        oss.oss.decide(ours.licence_id, "10")
    theirs = oss.hand_over(cases.hand_over(permit=cases.wanted(authority=Authority.GOVERNOR)))
    with pytest.raises(Refusal, match="tidak dapat menyusul"):
        oss.oss.decide(theirs.licence_id, "50")


def test_49_takes_the_number_that_50_keeps(oss: FakeOss) -> None:
    done = oss.hand_over(cases.hand_over())
    oss.fulfil(cases.files(done))
    for code in ("10", "20", "45"):
        oss.send_status(cases.report(done, code))
    taking = cases.issue(done).model_copy(update={"code": "49"})
    number = oss.issue(taking).number
    assert oss.permit_status(done.licence_id).code == "49"
    with pytest.raises(OssRefused, match="file DS tidak ditemukan"):
        oss.signed_file_url(done.licence_id)
    assert oss.issue(cases.issue(done)).number == number
    with pytest.raises(OssRefused, match="49 atau 50"):
        oss.issue(cases.issue(done).model_copy(update={"code": "90"}))


def test_a_frozen_nib_is_no_longer_active(oss: FakeOss) -> None:
    done = oss.hand_over(cases.hand_over())
    oss.oss.freeze(done.nib)
    assert oss.check_nib(done.nib).status_code == "05"


def test_look_ups_of_nothing_are_refused(oss: FakeOss) -> None:
    done = oss.hand_over(cases.hand_over())
    for ask in (
        lambda: oss.project(done.nib, "R-0"),
        lambda: oss.reference("30"),
        lambda: oss.certificate(done.licence_id),
        lambda: oss.licence("I-0"),
        lambda: oss.nib_projects("1"),
    ):
        with pytest.raises(OssRefused) as refusal:
            ask()
        assert refusal.value.is_not_found


def test_troubles_on_demand_come_before_anything_happens(oss: FakeOss) -> None:
    oss.next_troubles = [OssUnavailable("gangguan")]
    with pytest.raises(OssUnavailable):
        oss.hand_over(cases.hand_over())
    assert oss.books.posted == []
    assert oss.hand_over(cases.hand_over()).code == "12"


def test_what_is_read_from_the_books_is_a_copy(oss: FakeOss) -> None:
    done = oss.hand_over(cases.hand_over())
    permit = oss.books.permit(done.licence_id)
    assert permit is not None
    permit.code = "50"
    assert oss.permit_status(done.licence_id).code == "12"


def test_an_activity_keeps_land_and_building_out_of_its_capital(oss: FakeOss) -> None:
    capital = Capital(land=5, building=7, machinery=11, other=13, working=17)
    activity = Activity.model_validate(cases.training().model_dump() | {"capital": capital.model_dump()})
    done = oss.hand_over(cases.hand_over(activity=activity))
    project = oss.nib_tree(done.nib).projects[0]
    assert (project.capital, project.fixed_total, project.investment_total) == (41, 36, 53)


def test_the_paper_says_simulasi_and_survives_odd_names() -> None:
    made = paper("Sertifikat (uji) \\ é ☃", ["Nama: Budi (UD) \\"])
    text = pypdfium2.PdfDocument(made)[0].get_textpage().get_text_bounded()
    assert text.startswith("SIMULASI - BUKAN DOKUMEN SAH")
    assert "Sertifikat (uji) \\ é ?" in text
    assert "Nama: Budi (UD) \\" in text


def test_identifiers_that_no_longer_fit_each_other_find_nothing(oss: FakeOss) -> None:
    done = oss.hand_over(cases.hand_over())
    holder = oss.books.holders[done.nib]
    holder.tree = holder.tree.model_copy(update={"permits": []})
    with pytest.raises(OssRefused, match="tidak ditemukan"):
        oss.licence(done.licence_id)


def test_what_breaks_the_manual_is_refused_at_the_other_end_too(oss: FakeOss) -> None:
    done = oss.hand_over(cases.hand_over())
    tree = methods.RECEIVE_STATUS.encode(cases.report(done, "10"))
    tree["IZINSTATUS"]["kd_status"] = "58"
    code, answer = oss.oss.answer("receiveLicenseStatus", tree)
    assert code == 400
    assert "Lampiran 10" in answer["responreceiveLicenseStatus"]["keterangan"]
    assert oss.oss.answer("checkLicenseStatus", {"LAIN": {}})[0] == 400
    with pytest.raises(UnreadableBody, match="id_izin"):
        methods.CHECK_STATUS.read_question({"CHECKLICENSESTATUS": {}})


def test_nothing_is_amended_before_it_is_issued(oss: FakeOss) -> None:
    done = oss.hand_over(cases.hand_over())
    change = Amendment(**cases.issue(done).model_dump(), authority_code="02")
    with pytest.raises(OssRefused, match="belum terbit"):
        oss.amend(change)


def test_an_account_letter_goes_by_mail_where_there_is_no_telephone(oss: FakeOss) -> None:
    sent = oss.open_account(simulation.AccountRequest(name="Siti", email="siti@contoh.example"))
    assert (sent.channel, sent.sent_to) == ("e-mail", "siti@contoh.example")
    assert "SIMULASI" in oss.books.letters[0].text
