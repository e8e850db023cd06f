"""What is done to what is public: recorded, renamed, removed; and what the workflows ask of it."""
