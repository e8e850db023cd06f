"""From the newsroom's originals to the copies that visitors get."""
