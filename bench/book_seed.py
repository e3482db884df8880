"""A logbook of many years for the bench, made inside PostgreSQL: a million rows in about a minute.

    python -m bench.book_seed ROWS        (in the environment of an office; once)

Names are invented from two lists; common ones are as common as in life (one in thirty is a Siti). Rows carry what
rows of the portal carry: closed names, blind tokens, running totals. Prints JSON.
"""

import json
import sys
import time

import django
from django.db import connection

FIRST = [
    "Siti", "Muhammad", "Nur", "Ahmad", "Sri", "Dewi", "Budi", "Rina", "Agus", "Eko", "Yuni", "Hendra", "Wati", "Rahma",
    "Fitri", "Joko", "Lestari", "Putri", "Andi", "Maya", "Zul", "Ratna", "Hasan", "Ilham", "Mega", "Nia", "Oki",
    "Prima", "Qori", "Rizal", "Sarah", "Tono", "Umar", "Vina", "Wahyu", "Yanti", "Zainal",
]  # fmt: skip
LAST_PARTS = [
    "Amin", "Bahar", "Cahya", "Darma", "Effen", "Fauzi", "Gunar", "Hidaya", "Indra", "Jaya", "Kurnia", "Lubis",
    "Mulya", "Nasuti", "Okta", "Purna", "Rama", "Saput", "Tanjun", "Utama", "Wijaya", "Yusuf",
]  # fmt: skip
LAST_ENDS = ("", "ah", "an", "di", "ka", "la", "ma", "na", "ra", "to", "wan", "wi")
SERVICES = [f"Layanan {number:02d}" for number in range(1, 25)]
PER_DAY = 400
VISITS = """
INSERT INTO logbook_visit (number, reason, origin, started_at, ended_at, recorded_at, seconds, officer_id,
  officer_name, "window", channel, kind, service, ticket_label, place, person_name, file_number, nib, kbli,
  kbli_edition, agency_id, agency_name, result, acts_text, documents, document_count, survey_offered, note,
  import_digest)
SELECT 'B' || g, '', 'act', at, at + len * interval '1 second', at + len * interval '1 second', len,
  900000 + g %% 12, 'Petugas ' || g %% 12, 'Loket ' || g %% 6,
  (ARRAY['berbantuan','berbantuan','berbantuan','mandiri','mandiri','whatsapp','telepon','informasi','bergerak'])
    [1 + (g * 7) %% 9],
  'perizinan', (%s::text[])[1 + (g * 11) %% 24], 'A' || lpad((g %% 400)::text, 3, '0'), '', n.closed,
  CASE WHEN g %% 3 = 0 THEN 'PB-' || lpad(g::text, 9, '0') ELSE '' END,
  CASE WHEN g %% 4 = 0 THEN lpad(g::text, 13, '0') ELSE '' END,
  lpad(((g * 13) %% 60 + 10000)::text, 5, '0'), '2025',
  CASE WHEN g %% 5 = 0 THEN 1 + g %% 4 END, '',
  (ARRAY['selesai','selesai','selesai','selesai','berlanjut','kurang','dirujuk','batal'])[1 + (g * 3) %% 8],
  'Melayani di loket; Mengisi data; Mencetak dokumen', 'NIB', g %% 3, g %% 2 = 0, '', ''
FROM (SELECT g, floor(power(random(), 3) * %s)::int AS k,
        timestamptz '2016-01-04 08:00+07' + (g / %s) * interval '1 day' + (g %% %s) * interval '70 seconds' AS at,
        60 + (g * 37) %% 1800 AS len
      FROM generate_series(1, %s) AS g) AS made
JOIN bench_name AS n ON n.k = made.k
"""
WORDS = """
INSERT INTO logbook_visitword (visit_id, token, started_at)
SELECT v.id, unnest(n.tokens), v.started_at FROM logbook_visit AS v JOIN bench_name AS n ON n.closed = v.person_name
"""
TOTALS = """
INSERT INTO logbook_daytotal (day, dimension, value, visits, seconds, documents, surveys)
SELECT (started_at AT TIME ZONE 'Asia/Jakarta')::date, '{name}', {value}, count(*), sum(seconds),
  sum(document_count), sum(survey_offered::int)
FROM logbook_visit WHERE number LIKE 'B%' AND {where} GROUP BY 1, 3
"""


def names() -> list[str]:
    """Distinct names, the common ones first."""
    last = [part + end for end in LAST_ENDS for part in LAST_PARTS]
    return [f"{first} {other}" for other in last for first in FIRST]


def main(rows: int) -> dict[str, float]:
    """Fill the book."""
    django.setup()
    from counter.logbook.models import Visit, VisitWord  # noqa: PLC0415
    from counter.logbook.settling import words  # noqa: PLC0415 - the rooms come after the settings
    from counter.logbook.settling.totals import DIMENSIONS  # noqa: PLC0415
    from foundation.secrets import box  # noqa: PLC0415

    if Visit.objects.filter(number="B1").exists():
        raise SystemExit("This book is filled already.")
    began, known = time.monotonic(), names()
    closed = [box.close(name, context="logbook_visit.person_name") for name in known]
    tokens = [sorted(words.name_tokens(name)) for name in known]
    lifted = [(model, index) for model in (Visit, VisitWord) for index in model._meta.indexes]
    with connection.schema_editor() as editor:
        for model, index in lifted:
            editor.remove_index(model, index)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bench_name (k int, closed text, tokens bigint[])")
        cursor.executemany(
            "INSERT INTO bench_name VALUES (%s, %s, %s)", list(zip(range(len(known)), closed, tokens, strict=True))
        )
        cursor.execute(VISITS, [SERVICES, len(known), PER_DAY, PER_DAY, rows])
        cursor.execute(WORDS)
        cursor.execute(TOTALS.format(name="", value="''", where="true"))
        for name in DIMENSIONS:
            cursor.execute(TOTALS.format(name=name, value=f'"{name}"::text', where=f'"{name}" IS NOT NULL'))
    with connection.schema_editor() as editor:
        for model, index in lifted:
            editor.add_index(model, index)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE logbook_visit, logbook_visitword, logbook_daytotal")
        cursor.execute("SELECT pg_total_relation_size('logbook_visit'), pg_total_relation_size('logbook_visitword')")
        sizes = cursor.fetchone()
    return {"seconds": time.monotonic() - began, "visits_mb": sizes[0] / 2**20, "words_mb": sizes[1] / 2**20}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
