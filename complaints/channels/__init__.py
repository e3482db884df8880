"""The doors by which a complaint comes in beside the public form: the officer's desk, e-mail, SP4N-LAPOR!."""
