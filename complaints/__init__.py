"""Pengaduan: complaints in their legal stages."""
