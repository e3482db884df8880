"""Certificates that a verifying body adds to a permit: receiveCertificate and inqueryCertificate."""

from typing import Annotated

from oss_bridge.contract.reading import Day, Message, Text, an_object, key


class CertificateReport(Message):
    """receiveCertificate: we tell OSS of a certificate that supports a permit."""

    licence_id: Annotated[Text, key("id_permohonan_izin")]
    number: Annotated[Text, key("nomor_sertifikat")]
    url: Annotated[Text, key("url_sertifikat")]
    issued_on: Annotated[Day, key("tanggal_terbit")]
    validity: Annotated[Text, key("masa_berlaku")]
    kind: Annotated[Text, key("jenis_sertifikat")]
    validity_unit: Annotated[Text, key("satuan_waktu")]


class Certificate(Message):
    """A certificate as OSS knows it."""

    certificate_id: Annotated[Text, key("id_sertifikat")] = ""
    licence_id: Annotated[Text, key("id_permohonan_izin")] = ""
    number: Annotated[Text, key("nomor_sertifikat")] = ""
    issued_on: Annotated[Day, key("tanggal_terbit")] = None
    validity: Annotated[Text, key("masa_berlaku")] = ""
    kind: Annotated[Text, key("jenis_sertifikat")] = ""
    validity_unit: Annotated[Text | None, key("satuan_waktu")] = None
    url: Annotated[Text, key("url_sertifikat")] = ""
    note: Annotated[Text | None, key("keterangan")] = None


class CertificateAnswer(Message):
    """The answer of both methods."""

    certificate: Annotated[Certificate, an_object, key("dataCertificate")] = Certificate()


class CertificateQuestion(Message):
    """inqueryCertificate: the id stands in the path, the request has no body."""

    licence_id: Annotated[Text, key("id_permohonan_izin")]
