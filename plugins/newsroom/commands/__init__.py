"""What the newsroom does besides writing: look at the site, check the content."""
