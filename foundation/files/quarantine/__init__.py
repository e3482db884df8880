"""Files kept from use: ``acts`` holds, releases and refuses them, ``views`` is the page of those who decide."""
