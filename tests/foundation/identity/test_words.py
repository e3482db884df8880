"""Names and texts: one word is a name, emoji get a sentence, control characters disappear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.identity import names
from foundation.identity.digits import IdentityError
from foundation.identity.text import clean_text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Suharto", "Suharto"),
        ("  Siti   Nur\u00a0Aisyah ", "Siti Nur Aisyah"),
        ("Ny. Hj. R.A. Ma’rifah, S.H., M.Kn.", "Ny. Hj. R.A. Ma’rifah, S.H., M.Kn."),
        ("Andre O'Brien-Müller", "Andre O'Brien-Müller"),
        ("Jose\u0301", "José"),
        ("ᬅᬕᬸᬂ", "ᬅᬕᬸᬂ"),
        ("Budi\x00\x08 Santoso\u202e", "Budi Santoso"),
        ("", ""),
    ],
)
def test_a_persons_name_is_kept_as_it_is_written(text, kept):
    assert names.person(text) == kept


@pytest.mark.parametrize("text", ["Sari 😀", "Sari ❤️", "🇮🇩", "Sari 1️⃣".replace("1", "")])
@pytest.mark.parametrize("kind", [names.person, names.business])
def test_emoji_in_a_name_get_a_clear_sentence(text, kind):
    with pytest.raises(IdentityError, match="emoji"):
        kind(text)


@pytest.mark.parametrize(
    ("text", "words"), [("Budi 2", "tanpa angka"), ("Budi <b>", "Hapus tanda “<”"), ("...", "huruf")]
)
def test_what_is_no_persons_name_is_answered(text, words):
    with pytest.raises(IdentityError, match=words):
        names.person(text)


@pytest.mark.parametrize("text", ["CV 3 Saudara & Co.", "Toko “Maju” (Cab. 2)", "Apotek K-24", "PT Usaha+ 100%", "7"])
def test_a_business_name_may_have_digits_and_signs(text):
    assert names.business(text) == text


def test_markup_is_no_business_name():
    with pytest.raises(IdentityError, match="Hapus tanda"):
        names.business("<script>")


def test_text_keeps_its_lines_where_lines_are_meant():
    raw = "Jalan  Sudirman\r\nNo. 1\x00\rRT 02\u2028RW\t03 \x1b[31m"
    assert clean_text(raw, multiline=True) == "Jalan Sudirman\nNo. 1\nRT 02\nRW 03 [31m"
    assert clean_text(raw) == "Jalan Sudirman No. 1 RT 02 RW 03 [31m"


def test_emoji_in_free_text_stay_whole():
    assert clean_text("Terima kasih 👩‍🔧❤️") == "Terima kasih 👩‍🔧❤️"


@given(st.text(st.characters(), max_size=80))
def test_clean_text_can_always_be_stored_and_cleaning_twice_changes_nothing(text):
    once = clean_text(text, multiline=True)
    assert "\x00" not in once
    once.encode("utf-8")
    assert clean_text(once, multiline=True) == once


def test_lone_surrogates_disappear():
    assert clean_text("a\ud800b") == "ab"
