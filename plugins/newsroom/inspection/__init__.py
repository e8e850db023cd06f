"""The finished site looked through before it is exchanged: nothing in it that should not be."""
