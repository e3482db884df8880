"""Bodies as the integration manual shows them (keys and shapes of PIA 4.3.22, invented values), written by hand.

They are not made by our own encoder: a mistake made on both ends would pass there.
"""

import json
from typing import Any

NIB = "2211260000001"
PERMIT = "I-202611221001030000001"
PROJECT = "R-202611221001020000001"

RECEIVE_NIB: dict[str, Any] = json.loads("""
{"dataNIB":{"nib":"2211260000001","tgl_pengajuan_nib":"2026-11-22","tgl_terbit_nib":"2026-11-22",
 "tgl_perubahan_nib":"2026-11-22","oss_id":"P02-202611221000590000001","id_izin":"I-202611221001010000001",
 "kd_izin":"000000000001","kd_daerah":"1377000000","kewenangan":"02","jenis_pelaku_usaha":"01","versi_pia":"4.3",
 "status_badan_hukum":"01","status_penanaman_modal":"02","npwp_perseroan":"012345678901000",
 "nama_perseroan":"LPK Contoh Pariaman","jenis_perseroan":"01","alamat_perseroan":"Jl. Contoh No. 1",
 "rt_rw_perseroan":"001/002","perseroan_daerah_id":"1377011001","kode_pos_perseroan":"25511",
 "email_perusahaan":"demo@example.id","flag_umk":"Y","skala_usaha":"02","pemegang_saham":[],
 "penanggung_jwb":[{"flag_asing":"N","jns_identitas_penanggung_jwb":"01",
   "no_identitas_penanggung_jwb":"1377015708900003","nama_penanggung_jwb":"Demo",
   "jabatan_penanggung_jwb":"Direktur","no_hp_penanggung_jwb":"081200000000",
   "email_penanggung_jwb":"demo@example.id"}],
 "legalitas":[],"data_dni":[],
 "data_proyek":[{"id_proyek":"R-202611221001020000001","nomor_proyek":"1","uraian_usaha":"Pelatihan kerja teknik",
   "kbli":"78421","sektor":"026","mesin_peralatan":"400000000","investasi_lain":"100000000",
   "modal_kerja":"1000000000","bangunan_gedung":"800000000","pembelian_pematang_tanah":"0",
   "sub_jumlah":"1300000000","jumlah_investasi":"2300000000","skala_usaha":"02","skala_resiko":"MT",
   "jenis_proyek":"01","status_proyek":"01","satu_lini":"N",
   "data_lokasi_proyek":[{"id_proyek_lokasi":"L-1","proyek_daerah_id":"1377011001",
     "alamat_usaha":"Jl. Contoh No. 1","jenis_lokasi":"02","status_lokasi":"01",
     "data_lokasi_proyek":[{"serial":"1","lat_lng":"-0.6260,100.1200"}],"data_posisi_proyek":[]}],
   "data_proyek_produk":[]}],
 "data_checklist":[{"id_produk":"","id_proyek":"R-202611221001020000001","id_izin":"I-202611221001030000001",
   "jenis_izin":"04","kd_izin":"026000000021","kd_daerah":"1377000000",
   "nama_izin":"Sertifikat Standar Pelatihan Kerja","instansi":"Kementerian Ketenagakerjaan","kewenangan":"02",
   "flag_checklist":"Y","flag_transaksional":"N","flag_perpanjangan":"N","no_izin":"","tgl_izin":"",
   "data_persyaratan":[]}],
 "agama_user_proses":"KENARI-AGAMA","status_perkawinan_user_proses":"KENARI-KAWIN",
 "pekerjaan_user_proses":"KENARI-KERJA","status_nib":"01","tipe_dokumen ":"9"}}
""")

IZINSTATUS: dict[str, Any] = {
    "IZINSTATUS": {
        "nib": NIB,
        "id_produk": "",
        "id_proyek": PROJECT,
        "oss_id": "P02-202611221000590000001",
        "id_izin": PERMIT,
        "kd_izin": "026000000021",
        "kd_instansi": "026",
        "kd_status": "45",
        "tgl_status": "2026-11-27 14:05:00",
        "nip_status": "198501012010011001",
        "nama_status": "Persyaratan terverifikasi",
        "keterangan": "Lengkap",
        "file_lampiran": "",
    }
}

RECEIVE_LICENCE_ANSWER = (
    b'{"responreceiveLicense":{"kode":200,"keterangan":"","nomor_izin":"22112600000010001",'
    b'"jenis_perizinan":"04","file_lampiran":""}}'
)
UNKNOWN_NIB = b'{"responinqueryNIB":{"kode":400,"keterangan":"Data NIB tidak ditemukan","dataNIB":[]}}'
EMPTY_LICENCE = (
    b'{"dataLicense":{"code":400,"message":"Parameter tidak ditemukan","success":false,"data":null,'
    b'"meta":[{"message":"INQUERYLICENSE.id_izin is not allowed to be empty","field":"id_izin"}]}}'
)
NO_FILE = b'{"responInqueryFileDS":{"status":"400","keterangan":"data izin atau file DS tidak ditemukan"}}'
REFERENCE = (
    b'{"respongetDataReferensi":{"kode":"200","keterangan":"","dataReferensi":[{"kode_referensi":"45",'
    b'"uraian_referensi":"Persyaratan terverifikasi",'
    b'"keterangan_referensi":"Persetujuan status persyaratan oleh dinas teknis"}]}}'
)


def check_status(wrapper: str, kode: object, data: object) -> bytes:
    """An answer of checkLicenseStatus under one of the wrapper's spellings."""
    return json.dumps({wrapper: {"kode": kode, "keterangan": "Sukses", "dataIZIN": data}}).encode()
