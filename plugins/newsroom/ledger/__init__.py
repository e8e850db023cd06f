"""Keeps published addresses working: redirects, copies, and problems for those that would vanish.

Optional: leave it out of PLUGINS to switch it off.
"""

from newsroom.plugin import registers

register = registers("newsroom.ledger.generator:LedgerGenerator")
