"""Commands for the workflows: whether a build is due, and recording what was published."""
