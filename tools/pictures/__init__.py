"""Draws the originals of the sample content."""
