"""A yes at the counter: read aloud, by whom, how; never the clerk's, never over other data than was read."""

from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts.actors import Actor
from counter.assisted.actions import consents, sessions
from counter.assisted.models import Assistance, Consent
from counter.assisted.terms import Attendance, ProxyScope
from foundation.outbox.models import OutboxMessage
from licensing.actions import draft, register
from licensing.drafts.consent import digest, spoken
from licensing.models import Application, StatementText
from licensing.portraits.declarations import accepted
from licensing.workflow import Refused
from tests.counter.assisted.conftest import RATNA_NIK, RATNA_PHONE, Counter, scan
from tests.counter.assisted.test_standing import proxy_of
from tests.factories.drafts import answers

pytestmark = pytest.mark.django_db


def filled(desk: Counter, assistance: Assistance, wulan: Actor) -> Application:
    """A draft with everything but the statements."""
    file = sessions.begin_draft(assistance, actor=wulan)
    facts = {"name": "Ratna Dewi", "nik": RATNA_NIK, "phone": assistance.person.phone}
    whole = answers(desk.scope, pemohon=facts)
    for section, fields in whole.items():
        if section != "pernyataan":
            draft.save(file, section, fields, actor=wulan, version=file.answers_version)
    return file


def texts() -> list[StatementText]:
    return list(StatementText.objects.order_by("pk"))


def code_of(kept: Consent) -> str:
    """The code in the letter."""
    body = str(OutboxMessage.objects.filter(kind="consent_code").latest("pk").payload["body"])
    return next(
        word for word in body.replace(",", " ").replace(".", " ").split() if word.isdecimal() and len(word) == 6
    )


def test_a_code_to_the_applicants_own_phone_is_a_yes(desk: Counter) -> None:
    assistance, wulan = desk.start(desk.ratna())
    file = filled(desk, assistance, wulan)
    kept = consents.send_code(assistance, file, texts(), data=digest(file.answers), actor=wulan)
    letter = OutboxMessage.objects.get(kind="consent_code")
    assert letter.payload["to"] == RATNA_PHONE
    with pytest.raises(Refused, match="Kode salah"):
        consents.confirm(kept, "000000" if code_of(kept) != "000000" else "111111", data=digest(file.answers),
                         actor=wulan)  # fmt: skip
    consents.confirm(kept, code_of(kept), data=digest(file.answers), actor=wulan)
    register.register(Application.objects.get(pk=file.pk), actor=wulan)
    said = accepted(Application.objects.get(pk=file.pk), "k3l")[0]
    assert (said["accepted_by"], said["consent"], said["channel"]) == ("Ratna Dewi", "kode ke HP pemohon", "counter")


def test_a_code_dies_after_a_quarter_of_an_hour_and_after_five_tries(desk: Counter) -> None:
    assistance, wulan = desk.start(desk.ratna())
    file = filled(desk, assistance, wulan)
    told: dict[str, Any] = {"data": digest(file.answers), "actor": wulan}
    kept = consents.send_code(assistance, file, texts(), **told)
    with time_machine.travel(timezone.now() + consents.LIFE * 1.1), pytest.raises(Refused, match="lewat waktunya"):
        consents.confirm(kept, code_of(kept), **told)
    fresh = consents.send_code(assistance, file, texts(), **told)
    for _n in range(consents.TRIES):
        with pytest.raises(Refused):
            consents.confirm(fresh, "12345", **told)
    with pytest.raises(Refused, match="Kode salah"):
        consents.confirm(fresh, code_of(fresh), **told)
    assert spoken(Application.objects.get(pk=file.pk).answers) is None


def test_whoever_has_neither_phone_nor_e_mail_signs_on_paper(desk: Counter) -> None:
    assistance, wulan = desk.start(desk.ratna(phone="", email=""))
    file = filled(desk, assistance, wulan)
    told: dict[str, Any] = {"data": digest(file.answers), "actor": wulan}
    with pytest.raises(Refused, match="tanda tangan di kertas"):
        consents.send_code(assistance, file, texts(), **told)
    consents.on_paper(assistance, file, texts(), scan("ttd.pdf"), **told)
    register.register(Application.objects.get(pk=file.pk), actor=wulan)
    saved = Application.objects.get(pk=file.pk)
    assert saved.number, "a person with no phone and no e-mail gets a file too"
    assert saved.holder is not None
    assert (saved.holder.phone, saved.holder.email) == ("", "budi@contoh.id")  # the draft's own answer
    assert not OutboxMessage.objects.filter(kind="step.open_account").exists()


def test_a_code_that_a_colleague_would_receive_is_no_consent(desk: Counter) -> None:
    desk.wira.phone = RATNA_PHONE
    desk.wira.save()
    assistance, wulan = desk.start(desk.ratna())
    file = filled(desk, assistance, wulan)
    with pytest.raises(Refused, match="milik petugas kantor"):
        consents.send_code(assistance, file, texts(), data=digest(file.answers), actor=wulan)
    assert not OutboxMessage.objects.filter(kind="consent_code").exists()


def test_data_changed_after_reading_needs_reading_again(desk: Counter) -> None:
    assistance, wulan = desk.start(desk.ratna())
    file = filled(desk, assistance, wulan)
    read = digest(file.answers)
    draft.save(file, "kegiatan", {"products": "80 orang"}, actor=wulan, version=file.answers_version)
    with pytest.raises(Refused, match="Bacakan lagi"):
        consents.on_paper(assistance, file, texts(), scan(), data=read, actor=wulan)
    consents.on_paper(assistance, file, texts(), scan(), data=digest(file.answers), actor=wulan)
    file.refresh_from_db()
    draft.save(file, "kegiatan", {"products": "90 orang"}, actor=wulan, version=file.answers_version)
    page = desk.at().get(f"/permohonan/{file.ref}/ajukan-nib/").content.decode()
    assert "5 pernyataan belum disetujui" in page
    with pytest.raises(Refused):
        register.register(file, actor=wulan)


def test_nobody_consents_before_a_card_was_seen(desk: Counter) -> None:
    assistance, wulan = desk.start(desk.ratna(), ktp_seen=False)
    file = filled(desk, assistance, wulan)
    with pytest.raises(Refused, match="KTP-el"):
        consents.on_paper(assistance, file, texts(), scan(), data=digest(file.answers), actor=wulan)
    assert "Lihat KTP-el yang hadir dulu" in desk.at().get(f"/loket/bantu/{file.ref}/pernyataan/").content.decode()
    sessions.see_ktp(assistance, actor=wulan)
    consents.on_paper(assistance, file, texts(), scan(), data=digest(file.answers), actor=wulan)


@pytest.mark.parametrize(
    ("attendance", "said"),
    [
        (Attendance.WITNESSED, "Ratna Dewi, disaksikan Siti Aminah"),
        (Attendance.PROXY, "Andi Wijaya, kuasa dari Ratna Dewi"),
    ],
)
def test_a_proxy_and_a_witness_are_named_on_the_papers(attendance: Attendance, said: str, desk: Counter) -> None:
    ratna = desk.ratna()
    proxy = proxy_of(desk, ratna, scope=ProxyScope.FILE) if attendance == Attendance.PROXY else None
    assistance, wulan = desk.start(ratna, attendance=attendance, attendant="Siti Aminah", proxy=proxy)
    file = filled(desk, assistance, wulan)
    consents.on_paper(assistance, file, texts(), scan(), data=digest(file.answers), actor=wulan)
    register.register(Application.objects.get(pk=file.pk), actor=wulan)
    saved = Application.objects.get(pk=file.pk)
    assert accepted(saved, "truth")[0]["accepted_by"] == said
    assert saved.holder is not None
    assert saved.holder.identity_level == ("declared" if proxy else "ktp_seen"), "a proxy's card proves the proxy"


def test_the_signed_paper_opens_for_the_office_only(desk: Counter) -> None:
    assistance, wulan = desk.start(desk.ratna())
    file = filled(desk, assistance, wulan)
    kept = consents.on_paper(assistance, file, texts(), scan(), data=digest(file.answers), actor=wulan)
    register.register(Application.objects.get(pk=file.pk), actor=wulan)
    assert kept.paper is not None
    codes = {name: desk.at(name).get(kept.paper.get_absolute_url()).status_code
             for name in ("wulan", "dedi", "auditor", "sari", "hendra", "rina")}  # fmt: skip
    assert codes == {"wulan": 200, "dedi": 200, "auditor": 200, "sari": 404, "hendra": 404, "rina": 404}
