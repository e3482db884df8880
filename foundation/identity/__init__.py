"""Numbers of people and businesses: NIK, NPWP, NITKU, NIB, NIP, phone. Pure functions."""
