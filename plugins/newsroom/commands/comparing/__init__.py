"""`run.py diff`: what readers would see change, compared as models of two versions of content/."""
