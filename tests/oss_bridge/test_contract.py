"""The oath: every sentence here holds for the fake in this process and for the mock over HTTP."""

import re
import time

import pytest

from licensing.terms import Authority, HolderKind, LicenceType, NibStatus, Risk, Scale, Status
from oss_bridge.contract import methods, simulation, statuses
from oss_bridge.contract.certificates import CertificateReport
from oss_bridge.contract.nib import NibTree
from oss_bridge.contract.permits import Amendment
from oss_bridge.contract.reading import tidy
from oss_bridge.troubles import OssRefused
from tests.oss_bridge import cases
from tests.oss_bridge.sides import Side


def at_the_reviewer(side: Side) -> simulation.HandedOver:
    """A file that the applicant sent, the back office found complete and the reviewer claimed."""
    done = side.desk.hand_over(cases.hand_over())
    side.desk.fulfil(cases.files(done))
    for code in ("10", "20"):
        side.client.send_status(cases.report(done, code))
    return done


def code_of(side: Side, done: simulation.HandedOver) -> str:
    return side.client.permit_status(done.licence_id).code


def test_a_hand_over_brings_a_nib_and_a_permit_that_waits_for_the_applicant(side: Side) -> None:
    done = side.desk.hand_over(cases.hand_over())
    assert re.fullmatch(r"\d{13}", done.nib)
    assert re.fullmatch(r"I-\d{21}", done.licence_id)
    assert re.fullmatch(r"R-\d{21}", done.project_id)
    assert re.fullmatch(r"P02-\d{21}", done.oss_id)
    assert done.licence_id != done.nib_licence_id
    assert (code_of(side, done), done.number, done.is_change) == ("12", "", False)
    assert done.region == "1377000000"


def test_the_same_reference_gets_the_same_answer(side: Side) -> None:
    given = cases.hand_over()
    assert side.desk.hand_over(given) == side.desk.hand_over(given)
    assert len(side.client.nib_tree(side.desk.hand_over(given).nib).permits) == 1


def test_a_hand_over_is_pushed_as_receive_nib(side: Side) -> None:
    given = cases.hand_over()
    done = side.desk.hand_over(given)
    [(name, body)] = side.pushes(done.nib, 1)
    assert name == "receiveNIB"
    assert "tipe_dokumen " in body["dataNIB"]
    tree = methods.RECEIVE_NIB.read(tidy(body))
    row = tree.permit(done.licence_id)
    assert row is not None
    assert (row.licence_kind, row.flag, row.authority_code, row.number) == ("04", "Y", "02", "")
    project = tree.project(row.project_id)
    assert project is not None
    assert simulation.reference_of(project) == given.reference
    assert (project.kbli, project.capital, project.investment_total) == ("85571", 1_500_000_000, 2_300_000_000)
    assert (project.scale, project.risk) == (Scale.SMALL, Risk.MEDIUM_HIGH)
    assert (tree.holder_kind, tree.status, tree.document_kind) == (HolderKind.PERSON, NibStatus.ACTIVE, "9")


def test_a_second_kbli_keeps_the_nib_and_is_a_change(side: Side) -> None:
    person = cases.budi()
    first = side.desk.hand_over(cases.hand_over(holder=person))
    second = side.desk.hand_over(cases.hand_over(holder=person, nib=first.nib, activity=cases.training(kbli="85572")))
    assert (second.nib, second.oss_id, second.is_change) == (first.nib, first.oss_id, True)
    assert second.licence_id != first.licence_id
    tree = side.client.nib_tree(first.nib)
    assert [project.kbli for project in tree.projects] == ["85571", "85572"]
    assert tree.document_kind == "5"
    assert tree.changed_on is not None


def test_a_nib_of_somebody_else_is_refused(side: Side) -> None:
    first = side.desk.hand_over(cases.hand_over())
    with pytest.raises(OssRefused, match="NIB bukan milik"):
        side.desk.hand_over(cases.hand_over(nib=first.nib))
    with pytest.raises(OssRefused, match="tidak ditemukan"):
        side.desk.hand_over(cases.hand_over(nib="0000000000000"))


def test_what_needs_no_verification_is_issued_at_once(side: Side) -> None:
    laundry = cases.training(kbli="96100", title="Penatu", risk=Risk.LOW, scale=Scale.MICRO)
    nib_only = cases.wanted(licence=LicenceType.NIB, name="NIB", needs_verification=False)
    low = side.desk.hand_over(cases.hand_over(activity=laundry, permit=nib_only))
    assert (low.code, low.number) == ("50", low.nib)
    declared = side.desk.hand_over(cases.hand_over(permit=cases.wanted(needs_verification=False)))
    assert (declared.code, declared.number) == ("50", f"{declared.nib}0001")


def test_check_nib_knows_its_own_and_says_so_of_others(side: Side) -> None:
    done = side.desk.hand_over(cases.hand_over())
    found = side.client.check_nib(done.nib)
    assert (found.nib, found.name, found.is_active) == (done.nib, "Budi", True)
    with pytest.raises(OssRefused) as refusal:
        side.client.check_nib("9999999999999")
    assert (refusal.value.code, refusal.value.is_not_found) == (400, True)


def test_the_whole_way_to_an_issued_certificate(side: Side) -> None:
    done = at_the_reviewer(side)
    side.client.send_status(cases.report(done, "40"))
    side.client.send_status(cases.report(done, "45", note="Lengkap"))
    assert side.client.permit_status(done.licence_id).status is Status.APPROVED
    issued = side.client.issue(cases.issue(done))
    assert issued.number == f"{done.nib}0001"
    assert side.client.permit_status(done.licence_id).status is Status.ISSUED
    url = side.client.signed_file_url(done.licence_id)
    assert side.client.fetch_pdf(url).startswith(b"%PDF-")
    pushed = side.pushes(done.nib, 2)[-1]
    assert pushed == (
        "receiveFileDS",
        {"receiveFileDS": {"id_izin": done.licence_id, "nib": done.nib, "file_izin": url}},
    )


def test_issuing_twice_gives_the_same_number_and_one_file(side: Side) -> None:
    done = at_the_reviewer(side)
    side.client.send_status(cases.report(done, "45"))
    first = side.client.issue(cases.issue(done))
    url = side.client.signed_file_url(done.licence_id)
    assert side.client.issue(cases.issue(done)) == first
    assert side.client.signed_file_url(done.licence_id) == url


def test_the_second_certificate_under_a_nib_gets_the_next_number(side: Side) -> None:
    person = cases.budi()
    numbers = []
    for kbli in ("85571", "85572"):
        activity = cases.training(kbli=kbli)
        done = side.desk.hand_over(
            cases.hand_over(holder=person, activity=activity, permit=cases.wanted(needs_verification=False))
        )
        numbers.append(done.number)
    assert numbers == [f"{done.nib}0001", f"{done.nib}0002"]


@pytest.mark.parametrize(("asked", "answered"), [("41", "42"), ("43", "44")])
def test_a_correction_is_answered_by_the_applicant(side: Side, asked: str, answered: str) -> None:
    done = at_the_reviewer(side)
    side.client.send_status(cases.report(done, asked, note="Perbaiki kurikulum."))
    assert side.desk.correct(cases.files(done)).code == answered
    assert side.desk.correct(cases.files(done)).code == answered
    assert code_of(side, done) == answered
    with pytest.raises(OssRefused, match="tidak dapat menyusul"):
        side.client.send_status(cases.report(done, asked))
    side.client.send_status(cases.report(done, "20"))
    side.client.send_status(cases.report(done, asked))


def test_an_incomplete_file_comes_back_as_uploaded(side: Side) -> None:
    done = side.desk.hand_over(cases.hand_over())
    side.desk.fulfil(cases.files(done))
    side.client.send_status(cases.report(done, "11", note="Lampirkan CV."))
    assert side.desk.correct(cases.files(done)).code == "09"
    side.client.send_status(cases.report(done, "10"))


def test_a_rejection_ends_in_a_refusal_and_never_in_an_issue(side: Side) -> None:
    done = at_the_reviewer(side)
    side.client.send_status(cases.report(done, "93", note="Tidak memenuhi."))
    with pytest.raises(OssRefused, match="tidak dapat menyusul"):
        side.client.issue(cases.issue(done))
    side.client.send_status(cases.report(done, "90"))
    assert side.client.permit_status(done.licence_id).status is Status.REFUSED
    with pytest.raises(OssRefused):
        side.client.send_status(cases.report(done, "20"))


def test_a_status_may_be_repeated_but_not_skipped(side: Side) -> None:
    done = side.desk.hand_over(cases.hand_over())
    side.desk.fulfil(cases.files(done))
    side.client.send_status(cases.report(done, "10"))
    side.client.send_status(cases.report(done, "10"))
    with pytest.raises(OssRefused, match="45 tidak dapat menyusul 10"):
        side.client.send_status(cases.report(done, "45"))
    with pytest.raises(OssRefused, match="receiveLicense"):
        side.client.send_status(cases.report(done, "50"))


@pytest.mark.parametrize("part", ["nib", "project_id", "oss_id", "permit_code", "licence_id"])
def test_a_report_whose_identifiers_do_not_fit_finds_no_permit(side: Side, part: str) -> None:
    done = side.desk.hand_over(cases.hand_over())
    side.desk.fulfil(cases.files(done))
    with pytest.raises(OssRefused) as refusal:
        side.client.send_status(cases.report(done, "10", **{part: "0" * 12}))
    assert refusal.value.is_not_found
    assert code_of(side, done) == "09"


def test_oss_issues_by_itself_when_nobody_decides(side: Side) -> None:
    done = at_the_reviewer(side)
    side.expire(done.licence_id)
    found = side.client.permit_status(done.licence_id)
    assert (found.code, found.status) == ("57", Status.ISSUED_BY_EXPIRY)
    assert "fiktif positif" in found.meaning
    row = side.client.licence(done.licence_id).row
    assert row is not None
    assert row.number == f"{done.nib}0001"
    with pytest.raises(OssRefused):
        side.client.send_status(cases.report(done, "45"))


def test_the_ministry_decides_what_is_the_ministers(side: Side) -> None:
    permit = cases.wanted(authority=Authority.MINISTER, name="Sertifikat Standar Job Portal")
    done = side.desk.hand_over(cases.hand_over(activity=cases.training(kbli="78105"), permit=permit))
    side.desk.fulfil(cases.files(done))
    with pytest.raises(OssRefused) as refusal:
        side.client.send_status(cases.report(done, "10"))
    assert refusal.value.code == 403
    side.decide(done.licence_id, "11")
    assert code_of(side, done) == "11"
    side.desk.correct(cases.files(done))
    side.verify(done.licence_id)
    assert code_of(side, done) == "50"
    row = side.client.licence(done.licence_id).row
    assert row is not None
    assert (row.number, row.authority) == (f"{done.nib}0001", Authority.MINISTER)
    assert side.client.fetch_pdf(side.client.signed_file_url(done.licence_id))


def test_inquery_licence_brings_the_requirements_only_when_asked(side: Side) -> None:
    done = side.desk.hand_over(cases.hand_over())
    side.desk.fulfil(cases.files(done))
    full, bare = (
        side.client.licence(done.licence_id).row,
        side.client.licence(done.licence_id, with_requirements=False).row,
    )
    assert full is not None
    assert bare is not None
    assert [one.note for one in full.requirements] == ["Kurikulum"]
    assert bare.requirements == []


def test_inquery_nib_says_the_status_of_each_permit(side: Side) -> None:
    done = at_the_reviewer(side)
    row = side.client.nib_tree(done.nib).permit(done.licence_id)
    assert row is not None
    assert row.status_code == "20"


def test_fetch_nib_and_inquery_proyek_agree(side: Side) -> None:
    done = side.desk.hand_over(cases.hand_over())
    fetched = side.client.nib_projects(done.nib)
    assert [project.permits[0].licence_id for project in fetched.projects] == [done.licence_id]
    asked = side.client.project(done.nib, done.project_id)
    assert (asked.name, asked.projects[0].kbli) == ("Budi", "85571")
    assert asked.projects[0].permit.licence_id == done.licence_id


def test_there_is_no_signed_file_before_the_issue(side: Side) -> None:
    done = side.desk.hand_over(cases.hand_over())
    with pytest.raises(OssRefused) as refusal:
        side.client.signed_file_url(done.licence_id)
    assert refusal.value.is_not_found


def test_an_amendment_keeps_the_number_and_makes_a_new_file(side: Side) -> None:
    done = at_the_reviewer(side)
    side.client.send_status(cases.report(done, "45"))
    number = side.client.issue(cases.issue(done)).number
    url = side.client.signed_file_url(done.licence_id)
    change = Amendment(**cases.issue(done).model_dump(), authority_code="02")
    assert side.client.amend(change).number == number
    assert side.client.signed_file_url(done.licence_id) != url


def test_the_code_table_of_statuses_is_the_one_we_know(side: Side) -> None:
    said = {row.code: row.label for row in side.client.reference("10")}
    assert said == {code: row.meaning for code, row in statuses.KNOWN.items()}


def test_a_certificate_told_is_a_certificate_found(side: Side) -> None:
    done = side.desk.hand_over(cases.hand_over())
    told = side.client.send_certificate(
        CertificateReport(
            licence_id=done.licence_id,
            number="SERT-1",
            url="http://127.0.0.1/x",
            issued_on=cases.AT.date(),
            validity="3",
            kind="01",
            validity_unit="tahun",
        )
    )
    assert re.fullmatch(r"SHI-\d{21}", told.certificate_id)
    assert side.client.certificate(done.licence_id) == told


def test_a_revoked_nib_is_told_by_its_status_and_document_kind(side: Side) -> None:
    done = side.desk.hand_over(cases.hand_over())
    side.revoke(done.nib)
    tree = NibTree.model_validate(tidy(side.pushes(done.nib, 2)[-1][1])["dataNIB"])
    assert (tree.status, tree.is_withdrawn) == (NibStatus.REVOKED, True)
    assert not side.client.check_nib(done.nib).is_active


def test_an_account_letter_goes_where_the_person_reads(side: Side) -> None:
    sent = side.desk.open_account(simulation.AccountRequest(name="Budi", phone="081200000000"))
    assert (sent.channel, sent.sent_to) == ("WhatsApp", "081200000000")
    with pytest.raises(OssRefused, match="wajib diisi"):
        side.desk.open_account(simulation.AccountRequest(name="Budi"))


def test_a_message_that_breaks_the_contract_is_never_sent(side: Side) -> None:
    done = side.desk.hand_over(cases.hand_over())
    side.desk.fulfil(cases.files(done))
    too_long = cases.report(done, "10").model_copy(update={"officer_nip": "9" * 51})
    with pytest.raises(OssRefused, match=r"Tidak dikirim.*nip_status"):
        side.client.send_status(too_long)
    assert code_of(side, done) == "09"


def test_files_are_fetched_from_the_file_host_only(side: Side) -> None:
    with pytest.raises(OssRefused, match="bukan di server berkas OSS"):
        side.client.fetch_file("http://127.0.0.1:1/file/download/U1")
    done = side.desk.hand_over(cases.hand_over(permit=cases.wanted(needs_verification=False)))
    url = side.client.signed_file_url(done.licence_id)
    with pytest.raises(OssRefused, match="tidak ditemukan"):
        side.client.fetch_file(f"{url}0")


def test_an_oss_put_back_from_a_backup_forgot_the_last_moments_and_nothing_else(side: Side) -> None:
    done = at_the_reviewer(side)
    time.sleep(1.2)
    side.client.send_status(cases.report(done, "45"))
    number = side.client.issue(cases.issue(done)).number
    other = side.desk.hand_over(cases.hand_over())
    side.rewind(1.0)
    assert code_of(side, done) == "20"
    row = side.client.licence(done.licence_id).row
    assert row is not None
    assert row.number == ""
    with pytest.raises(OssRefused):
        code_of(side, other)
    side.client.send_status(cases.report(done, "45"))
    assert side.client.issue(cases.issue(done)).number == number
    assert side.desk.hand_over(cases.hand_over()).nib != other.nib  # serials are not given twice
