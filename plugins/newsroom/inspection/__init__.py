"""Scans the finished site for leaks before it replaces the old one."""
