"""The pages of the desk: what each address shows, and what its buttons do."""
