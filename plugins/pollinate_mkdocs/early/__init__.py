# The page that somebody wants to write on, while the whole garden is built behind it: rendered
# alone, and shown at the address that it will have. Why apart from the preview of a request: this
# is one's own work tree, and follows it. Must not know: history, who is credited.
"""Show one page before all others."""
