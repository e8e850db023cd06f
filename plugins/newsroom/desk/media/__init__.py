"""Pictures and documents: uploads, where they are used, and how they are cropped."""
