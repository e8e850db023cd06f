"""From entries to addresses: every URL of the site, known before anything is rendered."""
