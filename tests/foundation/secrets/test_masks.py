"""Masks show enough to recognise and too little to use."""

import pytest

from foundation.secrets import masks


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (masks.mask_nik, "1377010000000001", "1377********0001"),
        (masks.mask_nik, "123", "***"),
        (masks.mask_nik, "", ""),
        (masks.mask_npwp, "0123456789012000", "0123********2000"),
        (masks.mask_npwp, "0123456789012000000001", "0123**************0001"),
        (masks.mask_phone, "+6281234567890", "+628*******890"),
        (masks.mask_email, "sari.dewi@contoh.id", "s***@contoh.id"),
        (masks.mask_email, "bukan alamat", "***"),
        (masks.mask_name, "Sari Dewi", "S*** D***"),
        (masks.mask_name, "Budi", "B***"),
        (masks.mask_name, "", ""),
    ],
)
def test_masks_keep_the_ends_only(mask, value, shown):
    assert mask(value) == shown
