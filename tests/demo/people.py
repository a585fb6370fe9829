# Who in the demo must not be found by name in anything published.
# Why here: the tests of the built site search every byte and every file name for these.
# Must not know: how the demo is written; a change of name there has to fail a test here.
"""Name what of the two private people may appear nowhere in the site."""

ALIASED_NAME = "Thessaly Quarrington"
HIDDEN_NAME = "Osric Vandermolen"
ALIAS = "Night owl"
ALIASED_HANDLE = "night-owl"
HIDDEN_HANDLE = "pier-nine"

NOWHERE_IN_THE_SITE = ("thessaly", "quarrington", "osric", "vandermolen", HIDDEN_HANDLE)
"""In lower case; compare without case, in contents and in file names."""
