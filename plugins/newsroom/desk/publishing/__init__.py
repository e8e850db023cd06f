"""Publishing from the desk: what will change, commits, merges, sending, and whether it is out."""
