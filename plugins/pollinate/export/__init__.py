"""Make the documents that other programs read: one module for each, one published schema."""
