"""Writes files atomically, and detects unchanged files by their stat.

Knows nothing about the site, and imports no other room.
"""
