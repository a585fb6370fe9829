"""Define the values that every layer speaks in: frozen, told apart by what they say."""
