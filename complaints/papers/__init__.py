"""Papers of complaints: the receipt of UU 25/2009 art. 44 and the letter to another institution."""
