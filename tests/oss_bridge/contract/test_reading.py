"""What OSS says is read without a stumble."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licensing.terms import Authority, HolderKind, Investment, LicenceType, NibStatus, Risk, Scale
from oss_bridge.contract import methods
from oss_bridge.contract.nib import NibTree, without_unneeded
from oss_bridge.contract.reading import MAX_DEPTH, UnreadableBody, parse, tidy, to_day, to_text
from oss_bridge.contract.simulation import reference_of
from tests.oss_bridge.contract import bodies


def pushed(**changes: Any) -> NibTree:
    tree = {"dataNIB": bodies.RECEIVE_NIB["dataNIB"] | changes}
    return methods.RECEIVE_NIB.read(parse(json.dumps(tree).encode()))


def test_the_manuals_receive_nib_is_understood() -> None:
    tree = pushed()
    assert (tree.nib, tree.oss_id, tree.changed_on) == (bodies.NIB, "P02-202611221000590000001", date(2026, 11, 22))
    assert (tree.investment, tree.project("R-0")) == (Investment.PMDN, None)
    assert (tree.holder_kind, tree.status, tree.scale) == (HolderKind.COMPANY, NibStatus.ACTIVE, Scale.SMALL)
    assert tree.responsible[0].identity_number == "1377015708900003"
    [project] = tree.projects
    assert (project.kbli, project.capital, project.risk) == ("78421", 1_500_000_000, Risk.MEDIUM_HIGH)
    assert project.places[0].points[0].lat_lng == "-0.6260,100.1200"
    [row] = tree.permits
    assert (row.licence_id, row.authority) == (bodies.PERMIT, Authority.REGENT)
    assert (row.licence_type, row.needs_fulfilment) == (LicenceType.SERTIFIKAT_STANDAR, True)
    assert reference_of(project) == ""


def test_a_key_with_a_trailing_space_is_the_key() -> None:
    assert pushed().document_kind == "9"


def test_of_two_keys_that_become_one_the_speaking_one_stays() -> None:
    assert tidy({"tipe_dokumen ": "9", "tipe_dokumen": ""}) == {"tipe_dokumen": "9"}
    assert tidy({"tipe_dokumen": "", "tipe_dokumen ": "5"}) == {"tipe_dokumen": "5"}


def test_the_permit_of_a_row_is_not_the_permit_of_the_nib() -> None:
    tree = pushed()
    assert tree.licence_id == "I-202611221001010000001"
    assert tree.permit(tree.licence_id) is None
    assert tree.permit(bodies.PERMIT) is not None


def test_leading_zeros_come_back_when_a_number_lost_them() -> None:
    tree = pushed(nib=211260000001, kd_izin=1, kewenangan=2, data_proyek=[{"kbli": 1111, "sektor": 26}])
    assert tree.nib == "0211260000001"
    assert (tree.permit_code, tree.authority_code) == ("000000000001", "02")
    assert (tree.projects[0].kbli, tree.projects[0].sector) == ("01111", "026")


@pytest.mark.parametrize("nothing", [None, "", [], "-"])
def test_nothing_may_be_written_in_many_ways(nothing: object) -> None:
    tree = pushed(data_proyek=nothing, penanggung_jwb=nothing, nama_perseroan=nothing, tgl_perubahan_nib=nothing)
    assert (tree.projects, tree.responsible, tree.name, tree.changed_on) == ([], [], "", None)


def test_a_lone_object_is_a_list_of_one_and_rubbish_in_a_list_falls_away() -> None:
    assert [one.project_id for one in pushed(data_proyek={"id_proyek": "R-1"}).projects] == ["R-1"]
    assert pushed(data_checklist=["x", None, 7, {"id_izin": "I-1"}]).permits[0].licence_id == "I-1"


def test_amounts_come_as_text_number_or_decimals() -> None:
    amounts = [{"modal_kerja": 10}, {"modal_kerja": "10.50"}, {"modal_kerja": ""}, {"modal_kerja": "sepuluh"}]
    assert [one.working_capital for one in pushed(data_proyek=amounts).projects] == [10, 10, None, None]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-11-22 10:00:00", date(2026, 11, 22)),
        ("0000-00-00", None),
        ("22/11/2026", None),
        (7, None),
        (datetime(2026, 1, 2, tzinfo=UTC), date(2026, 1, 2)),
    ],
)
def test_dates_are_read_or_left(said: object, day: date | None) -> None:
    assert to_day(said) == day


def test_text_keeps_digits_and_drops_nothing_words() -> None:
    assert [to_text(one) for one in (12.0, 1.5, True, "null", " a ", {})] == ["12", "1.5", "", "", "a", ""]


def test_religion_marriage_and_work_are_not_read_and_can_be_cut_from_a_raw_body() -> None:
    assert "KENARI" not in json.dumps(pushed().wire())
    raw = {"wadah": [bodies.RECEIVE_NIB]}
    assert "KENARI" in json.dumps(raw)
    assert "KENARI" not in json.dumps(without_unneeded(raw))


@pytest.mark.parametrize("kode", [200, "200", " 200 ", 200.0])
@pytest.mark.parametrize(
    "wrapper",
    ["responcheckStatusLicense", "responcheckLicenseStatus", "responsecheckStatusLicense", "RESPONCHECKSTATUSLICENSE "],
)
def test_the_code_may_be_number_or_text_under_any_spelling_of_the_wrapper(wrapper: str, kode: object) -> None:
    data = {"nib": bodies.NIB, "id_izin": bodies.PERMIT, "kd_status": 9, "uraian_status": "x"}
    reply = methods.CHECK_STATUS.decode(bodies.check_status(wrapper, kode, data))
    assert (reply.is_success, reply.data.code, reply.data.licence_id) == (True, "09", bodies.PERMIT)


@pytest.mark.parametrize("data", [[], "", None, {}, [{"kd_status": "57"}]])
def test_the_object_of_an_answer_may_be_missing_in_many_ways(data: object) -> None:
    reply = methods.CHECK_STATUS.decode(bodies.check_status("responcheckStatusLicense", 200, data))
    assert reply.data.code == ("57" if data and data != {} else "")


def test_an_unknown_status_is_kept_raw_and_moves_nothing() -> None:
    data = {"id_izin": bodies.PERMIT, "kd_status": "58", "uraian_status": "Izin terbit/SS terverifikasi"}
    found = methods.CHECK_STATUS.decode(bodies.check_status("responcheckStatusLicense", 200, data)).data
    assert (found.code, found.status, found.is_known) == ("58", None, False)


def test_the_manuals_answers_are_understood() -> None:
    issued = methods.RECEIVE_LICENCE.decode(bodies.RECEIVE_LICENCE_ANSWER)
    assert (issued.code, issued.data.number, issued.data.licence_kind) == (200, "22112600000010001", "04")
    unknown = methods.INQUERY_NIB.decode(bodies.UNKNOWN_NIB)
    assert (unknown.code, unknown.sentence, unknown.data.nib) == (400, "Data NIB tidak ditemukan", "")
    empty = methods.INQUERY_LICENCE.decode(bodies.EMPTY_LICENCE)
    assert (empty.code, empty.sentence) == (400, "Parameter tidak ditemukan")
    assert methods.INQUERY_FILE.decode(bodies.NO_FILE).code == 400
    rows = methods.REFERENCE.decode(bodies.REFERENCE).data.rows
    assert [(row.code, row.label) for row in rows] == [("45", "Persyaratan terverifikasi")]


def test_a_push_is_answered_in_the_manuals_words() -> None:
    assert methods.RECEIVE_NIB.answer(is_taken=True) == {
        "responreceiveNIB": {"status": "1", "keterangan": "Berhasil menyimpan data"}
    }
    failed = methods.RECEIVE_FILE.answer(is_taken=False)
    assert failed == {"responreceiveFileDS": {"status": "2", "keterangan": "Gagal menyimpan data"}}
    assert not methods.RECEIVE_FILE.is_taken(json.dumps(failed).encode())


def test_a_push_goes_out_in_the_wrapper_in_which_it_comes_in() -> None:
    sent = methods.RECEIVE_NIB.encode(methods.RECEIVE_NIB.read(tidy(bodies.RECEIVE_NIB)))
    assert methods.RECEIVE_NIB.read(sent) == methods.RECEIVE_NIB.read(tidy(bodies.RECEIVE_NIB))
    assert sent["dataNIB"]["data_checklist"][0]["id_izin"] == bodies.PERMIT
    assert "status_checklist" not in sent["dataNIB"]["data_checklist"][0]


def test_signed_file_push_is_read() -> None:
    push = methods.RECEIVE_FILE.read(
        {"receiveFileDS": {"id_izin": bodies.PERMIT, "nib": 1, "file_izin": "https://x/U1"}}
    )
    assert (push.licence_id, push.nib, push.url) == (bodies.PERMIT, "0000000000001", "https://x/U1")


def test_the_push_of_a_foreign_franchisor_is_read() -> None:
    push = methods.RECEIVE_NIB_STPW.read({"dataNIBSTPW": {"nib": bodies.NIB, "nama_perusahaan_ln": "Acme"}})
    assert (push.nib, push.company) == (bodies.NIB, "Acme")


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'"x"', b"{", b"\xff", b"[" * 100_000])
def test_what_is_no_json_object_is_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadableBody):
        parse(body)


def test_too_deep_a_body_is_unreadable() -> None:
    deep: Any = "x"
    for _ in range(MAX_DEPTH + 2):
        deep = {"a": deep}
    with pytest.raises(UnreadableBody, match="dalam"):
        parse(json.dumps(deep).encode())


@pytest.mark.parametrize("body", [b'{"lain":{}}', b'{"responcheckNIB":{"keterangan":"x"}}', b'{"responcheckNIB":[]}'])
def test_an_answer_without_wrapper_or_code_is_unreadable(body: bytes) -> None:
    with pytest.raises(UnreadableBody):
        methods.CHECK_NIB.decode(body)


def test_a_push_without_its_wrapper_is_unreadable() -> None:
    with pytest.raises(UnreadableBody, match="dataNIB"):
        methods.RECEIVE_NIB.read({"sesuatu": {}})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_stands_in_a_tree_it_is_read_or_unreadable_never_an_accident(data: st.DataObject) -> None:
    tree = dict(bodies.RECEIVE_NIB["dataNIB"])
    for name in data.draw(st.lists(st.sampled_from(sorted(tree)), max_size=6)):
        tree[name] = data.draw(JSON)
    try:
        methods.RECEIVE_NIB.read(parse(json.dumps({"dataNIB": tree}).encode()))
    except UnreadableBody:
        return
