# A request as it is looked at: found, laid over the branch that it goes to, and told in words.
# Why a room of its own: it stands above history, content, derive and checks, as garden.py does.
# Must not know: how it is printed or built.
"""Look at requests."""
