"""Makes the copies of pictures that visitors get from the originals of the newsroom."""
