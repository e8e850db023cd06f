"""What the workflows ask: what is due, and that what has been published is written down."""
