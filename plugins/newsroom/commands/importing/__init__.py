"""`run.py import`: content from another program becomes entries in content/."""
