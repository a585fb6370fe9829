# Everybody who commits in the demo, as git records them: 21 people, a formatter and the forge.
# Why here: some stand here twice, since the mailmap of the demo has a second address and a misspelt
# name to mend. Must not know: what anybody did.
"""Name the people of the demo."""

from __future__ import annotations

from pollinate_cli.demo.story import Who

ANA = Who("Ana Reyes", "ana.reyes@harbourline.example")
BEA = Who("Bea Lindqvist", "bea.lindqvist@harbourline.example")
CY = Who("Cy Okafor", "cy.okafor@harbourline.example")
DUNYA = Who("Dunya Haddad", "dunya.haddad@harbourline.example")
DUNYA_MISSPELT = Who("Dunya Hadad", "d.hadad@harbourline.example")
EILIF = Who("Eilif Strand", "eilif.strand@harbourline.example")
FAY = Who("Fay Moreau", "fay.moreau@harbourline.example")
GORAN = Who("Goran Petrić", "goran.petric@harbourline.example")
HANA = Who("Hana Sato", "hana.sato@harbourline.example")
HANA_BY_HANDLE = Who("hana", "hana.sato@harbourline.example")
IVO = Who("Ivo Brandt", "ivo.brandt@harbourline.example")
IVO_AT_HOME = Who("Ivo Brandt", "ivo.b@harbourline.example")
LIOR = Who("Lior Amsel", "lior.amsel@harbourline.example")
MATTIS = Who("Mattis Crane", "mattis.crane@harbourline.example")
NOOR = Who("Noor Vance", "noor.vance@harbourline.example")
ODILE = Who("Odile Ferro", "odile.ferro@harbourline.example")
REMY = Who("Remy Adair", "remy.adair@harbourline.example")
RUNA = Who("Runa Falk", "runa.falk@harbourline.example")
SIVE = Who("Sive O'Neill", "sive.oneill@harbourline.example")
TAM = Who("Tam Whitlock", "tam.whitlock@harbourline.example")
YARA = Who("Yara Ueda", "yara.ueda@harbourline.example")
ZOE = Who("Zoe Lund", "zoe.lund@harbourline.example")

ALIASED = Who("Thessaly Quarrington", "thessaly.quarrington@harbourline.example")
HIDDEN = Who("Osric Vandermolen", "osric.vandermolen@harbourline.example")

FORMATTER = Who("harbour-formatter[bot]", "formatter@harbourline.example")
FORGE = Who("Harbourline Forge", "forge@harbourline.example")

PRIVATE = (ALIASED, HIDDEN)
"""Who must not be found by name in anything that is published."""

MAILMAP = f"""\
# One person, one name: proper name and address, then what stands in git.
{IVO.name} <{IVO.email}> <{IVO_AT_HOME.email}>
{DUNYA.name} <{DUNYA.email}> {DUNYA_MISSPELT.name} <{DUNYA_MISSPELT.email}>
"""
