"""Pengawasan: the tasks that follow an issued permit."""
