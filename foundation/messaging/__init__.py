"""Letters to people: e-mail, WhatsApp and the inbox inside the portal."""
