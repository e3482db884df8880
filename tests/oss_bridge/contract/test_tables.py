"""Our messages fit the manual's fields; the manual's misprints are the listed ones; codes come from its tables."""

import csv
import json
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from licensing.terms import Authority, HolderKind, Investment, LicenceType, NibStatus, Risk, Scale
from oss_bridge.contract import codes, fields, lookups, methods, permits
from tests.oss_bridge import cases
from tests.oss_bridge.contract import bodies


def model_within(info: FieldInfo) -> type[BaseModel] | None:
    """The message that a field holds, alone or in a list."""
    for kind in (info.annotation, *get_args(info.annotation)):
        if get_origin(kind) is None and isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def paths(model: type[BaseModel], prefix: str) -> set[str]:
    """Every key on the wire of a message, as the manual writes paths."""
    found = set()
    for name, info in model.model_fields.items():
        if info.exclude:
            continue
        here = ".".join(part for part in (prefix, str(info.serialization_alias or name)) if part)
        found.add(here)
        if inner := model_within(info):
            found |= paths(inner, here)
    return found


ONLY_ELSEWHERE = {  # keys that one tree serves for several methods
    "receiveNIB": {"dataNIB.data_checklist.status_checklist", "dataNIB.tgl_terkirim_oss"},
    "receiveNIBKKPR": {
        "dataNIB.data_checklist.status_checklist",
        "dataNIB.data_checklist.kbli_konversi",
        "dataNIB.data_proyek.skala_usaha",
        "dataNIB.data_proyek.skala_resiko",
        "dataNIB.data_proyek.deskripsi_kegiatan",
        "dataNIB.data_proyek.satu_lini",
    },
    "inqueryNIB": {
        f"responinqueryNIB.dataNIB.{name}"
        for name in (
            "id_izin",
            "kd_izin",
            "kd_daerah",
            "kewenangan",
            "tgl_terkirim_oss",
            "data_checklist.kbli_konversi",
        )
    },
    "receiveLicense": {"responreceiveLicense.file_lampiran"},  # printed under the request's wrapper by mistake
    "receiveCertificate": {"responReceiveCertificate.dataCertificate.keterangan"},
    "inqueryCertificate": {"responInqueryCertificate.dataCertificate.satuan_waktu"},
}
INQUERY_LICENCE_EXTRA = ("data_proyek", "data_checklist")


@pytest.mark.parametrize("method", methods.TO_OSS.values(), ids=lambda method: method.name)
def test_each_request_of_ours_has_the_manuals_fields_and_no_other(method: methods.Method[Any, Any]) -> None:
    if method.verb == "GET":
        return
    mine = paths(method.question, method.wrapper)
    known = fields.rules(method.name, "request")
    assert mine <= set(known)
    assert {path for path, rule in known.items() if rule.is_needed and path != method.wrapper} <= mine


@pytest.mark.parametrize("push", methods.TO_OFFICE.values(), ids=lambda push: push.name)
def test_each_push_is_read_by_the_manuals_keys(push: methods.Push[Any]) -> None:
    mine = paths(push.question, push.wrappers[0])
    assert mine - set(fields.rules(push.name, "request")) == ONLY_ELSEWHERE.get(push.name, set())


@pytest.mark.parametrize("method", methods.TO_OSS.values(), ids=lambda method: method.name)
def test_each_answer_is_read_by_the_manuals_keys(method: methods.Method[Any, Any]) -> None:
    wrapper = method.answer_wrappers[1] if method is methods.CHECK_STATUS else method.answer_wrappers[0]
    prefix = ".".join(part for part in (wrapper, method.data_key) if part)
    strange = paths(method.answer, prefix) - set(fields.rules(method.name, "answer"))
    if method is methods.INQUERY_LICENCE:  # it answers with the same rows as a NIB, printed shorter
        strange = {path for path in strange if path.split(".")[2] not in INQUERY_LICENCE_EXTRA}
    assert strange == ONLY_ELSEWHERE.get(method.name, set())


def test_the_manuals_example_of_a_status_report_is_what_we_send() -> None:
    keys = permits.PermitKeys(
        nib=bodies.NIB,
        project_id=bodies.PROJECT,
        oss_id="P02-202611221000590000001",
        licence_id=bodies.PERMIT,
        permit_code="026000000021",
    )
    report = permits.StatusReport.of(keys, code="45", at=cases.AT, officer_nip="198501012010011001", note="Lengkap")
    assert methods.RECEIVE_STATUS.encode(report) == bodies.IZINSTATUS
    assert fields.problems("receiveLicenseStatus", "request", bodies.IZINSTATUS) == []


def test_an_issue_leaves_the_number_to_oss_and_passes_the_manual() -> None:
    done = cases.simulation.HandedOver(
        reference="PB-1",
        nib=bodies.NIB,
        oss_id="P02-202611221000590000001",
        nib_licence_id="I-1",
        project_id=bodies.PROJECT,
        licence_id=bodies.PERMIT,
        permit_code="026000000021",
        region="1377000000",
        code="45",
    )
    tree = methods.RECEIVE_LICENCE.encode(cases.issue(done))["IZINFINAL"]
    assert (tree["nomor_izin"], tree["status_izin"], tree["tgl_terbit_izin"]) == ("", "50", "2026-11-27")
    assert (tree["tgl_berlaku_izin"], tree["jenis_perizinan"]) == ("", "04")


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("nip_status", "9" * 51, "51 karakter, paling banyak 50"),
        ("kd_status", "58", "tidak ada di Lampiran 10"),
        ("tgl_status", "27-11-2026 14:05", "harus berbentuk"),
        ("rahasia", "x", "tidak dikenal kontrak"),
    ],
)
def test_what_the_manual_forbids_is_named(name: str, value: str, why: str) -> None:
    tree = json.loads(json.dumps(bodies.IZINSTATUS))
    tree["IZINSTATUS"][name] = value
    [problem] = fields.problems("receiveLicenseStatus", "request", tree)
    assert f"IZINSTATUS.{name}" in problem
    assert why in problem


def test_a_whole_tree_with_lists_is_checked_row_by_row() -> None:
    tree = json.loads(json.dumps(bodies.RECEIVE_NIB).replace("tipe_dokumen ", "tipe_dokumen"))
    tree["dataNIB"]["data_checklist"][0]["jenis_izin"] = "05"
    found = [one for one in fields.problems("receiveNIB", "request", tree) if "wajib ada" not in one]
    assert found == ["dataNIB.data_checklist.jenis_izin: kode 05 tidak ada di Lampiran 27."]


def test_a_missing_field_is_named() -> None:
    tree = {"IZINSTATUS": {k: v for k, v in bodies.IZINSTATUS["IZINSTATUS"].items() if k != "nib"}}
    assert fields.problems("receiveLicenseStatus", "request", tree) == ["IZINSTATUS.nib: wajib ada."]


def test_each_misprint_names_a_field_and_the_length_that_is_printed_there() -> None:
    with (codes.TABLES / "fields.csv").open(encoding="utf-8", newline="") as rows:
        printed = {(row["method"], row["side"], row["field"]): row["length"] for row in csv.DictReader(rows)}
    with (codes.TABLES / "misprints.csv").open(encoding="utf-8", newline="") as rows:
        misprints = list(csv.DictReader(rows))
    for row in misprints:
        assert printed[row["method"], row["side"], row["field"]] == row["printed"]
        assert row["why"]
    lengths = {(row["method"], row["field"]): (row["printed"], row["length"]) for row in misprints}
    assert lengths["receiveFileDS", "receiveFileDS.id_izin"] == ("3", "25")
    assert lengths["checkLicenseStatus", "CHECKLICENSESTATUS.id_izin"] == ("13", "25")
    assert lengths["receiveLicenseStatus", "IZINSTATUS.tgl_status"] == ("18", "19")
    assert fields.rules("checkLicenseStatus", "request")["CHECKLICENSESTATUS.id_izin"].length == 25


def test_each_method_of_the_reference_table_is_spoken_and_no_other() -> None:
    with (codes.TABLES / "methods.csv").open(encoding="utf-8", newline="") as rows:
        listed = {row["method"]: (row["verb"], row["towards"]) for row in csv.DictReader(rows)}
    spoken = {name: (method.verb, "oss") for name, method in methods.TO_OSS.items()}
    assert listed == spoken | dict.fromkeys(methods.TO_OFFICE, ("POST", "office"))


@pytest.mark.parametrize(
    ("pairs", "table", "back"),
    [
        (codes.SCALES, "31", codes.scale),
        (codes.HOLDER_KINDS, "18", codes.holder_kind),
        (codes.INVESTMENTS, "1", codes.investment),
        (codes.NIB_STATUSES, "14", codes.nib_status),
        (codes.LICENCE_TYPES, "27", codes.licence_type),
        (codes.RISKS, None, codes.risk),
        (codes.AUTHORITIES, None, codes.authority),
    ],
)
def test_our_words_and_their_codes_translate_both_ways(pairs: Any, table: str | None, back: Any) -> None:
    for word, code in pairs.items():
        assert back(code) is word
        assert table is None or codes.label(table, code)


def test_every_word_of_ours_has_a_code() -> None:
    assert set(codes.SCALES) == set(Scale)
    assert set(codes.RISKS) == set(Risk)
    assert set(codes.HOLDER_KINDS) == set(HolderKind)
    assert set(codes.INVESTMENTS) == set(Investment)
    assert set(codes.NIB_STATUSES) == set(NibStatus)
    assert set(codes.LICENCE_TYPES) == set(LicenceType)
    assert set(codes.AUTHORITIES) == set(Authority) - {Authority.UNKNOWN}


def test_codes_beyond_our_words_are_read_with_care() -> None:
    assert codes.holder_kind("03") is HolderKind.COMPANY
    assert codes.nib_status("04") is NibStatus.ACTIVE
    assert codes.licence_type("K03") is None
    assert codes.investment("03") is None
    assert lookups.NibBrief(nib="1", status_code="05").is_active is False
