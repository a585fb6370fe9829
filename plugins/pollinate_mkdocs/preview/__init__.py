# The build of a request that nobody has taken yet: which plugins and extensions may work on it,
# what its pages say, and the process that builds it.
# Must not know: how a request is found.
"""Build a preview."""
