"""The Lembar OSS: what was answered here, in the order in which oss.go.id asks for it."""

from typing import Any

from django.utils.translation import gettext as _

from foundation.secrets.masks import mask_nik
from foundation.ui.formats import rupiah
from licensing.catalogue import queries as catalogue
from licensing.models import Application

Part = dict[str, Any]


def parts(application: Application) -> list[Part]:
    """Sections of rows ``{label, value, copy}``; numbers to be typed are whole in ``copy`` and masked on screen."""
    answers = application.answers
    person, company = answers.get("pemohon", {}), answers.get("badan-usaha", {})
    activity, place = answers.get("kegiatan", {}), answers.get("lokasi", {})
    found = [part(_("1. Data pelaku usaha"), people(person))]
    if company:
        found.append(part(_("2. Data badan usaha"), companies(company)))
    found.append(part(_("3. Kegiatan usaha"), activities(application, activity)))
    found.append(part(_("4. Lokasi dan modal"), places(place)))
    return found


def part(title: str, rows: list[tuple[str, Any]]) -> Part:
    """One section; empty answers are left out."""
    return {"title": title, "rows": [{"label": label, "value": str(value)} for label, value in rows if value]}


def people(person: dict[str, Any]) -> list[tuple[str, Any]]:
    """Step 5. The NIK is on the applicant's own card: shown masked."""
    return [
        (_("NIK"), mask_nik(person.get("nik", ""))),
        (_("Nama"), person.get("name")),
        (_("Tempat lahir"), person.get("birth_place")),
        (_("Nomor HP/WA"), person.get("phone")),
        (_("E-mail"), person.get("email")),
        (_("Alamat"), person.get("address")),
        (_("Kabupaten/Kota"), catalogue.place_name(person.get("region_code", ""))),
    ]


def companies(company: dict[str, Any]) -> list[tuple[str, Any]]:
    """Step 5 for a company."""
    return [
        (_("Nama badan usaha"), company.get("company_name")),
        (_("Nomor pengesahan AHU"), company.get("deed_number")),
        (_("Jabatan"), company.get("position")),
        (_("Alamat kantor"), company.get("company_address")),
        (_("Kabupaten/Kota"), catalogue.place_name(company.get("company_region_code", ""))),
    ]


def activities(application: Application, activity: dict[str, Any]) -> list[tuple[str, Any]]:
    """Step 6: KBLI, scope, description."""
    kbli = application.kbli
    return [
        (_("KBLI"), kbli.code if kbli else ""),
        (_("Judul KBLI"), kbli.title if kbli else ""),
        (_("Ruang lingkup"), application.scope.name if application.scope else ""),
        (_("Nama usaha"), activity.get("activity_name")),
        (_("Uraian kegiatan"), activity.get("description")),
        (_("Produk/jasa dan kapasitas"), activity.get("products")),
        (_("Tenaga kerja laki-laki"), activity.get("workers_male")),
        (_("Tenaga kerja perempuan"), activity.get("workers_female")),
    ]


def places(place: dict[str, Any]) -> list[tuple[str, Any]]:
    """Step 6: place and money."""
    money = (
        (_("Tanah"), "land"), (_("Bangunan"), "building"), (_("Mesin dan peralatan"), "machinery"),
        (_("Investasi lain"), "other"), (_("Modal kerja"), "working"),
    )  # fmt: skip
    rows = [
        (_("Alamat lokasi"), place.get("address")),
        (_("Desa/Kelurahan"), catalogue.place_name(place.get("region_code", ""))),
        (_("Kode pos"), place.get("postal_code")),
        (_("Koordinat"), f"{place['latitude']}, {place['longitude']}" if place.get("latitude") else ""),
        (_("Luas (m²)"), place.get("land_area")),
    ]
    return rows + [(label, rupiah(place[key])) for label, key in money if place.get(key)]
