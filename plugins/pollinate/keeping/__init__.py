# What is done to lessons that are there: moved, retired, withdrawn. Why a room of its own: it
# changes files that others wrote, and each change says which. Must not know: how it is printed.
"""Keep lessons."""
