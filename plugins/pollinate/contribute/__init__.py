"""Help people take part: new files and their texts, and where a forge makes them."""
