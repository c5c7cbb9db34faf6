"""What plugins tell one another without knowing one another: the words here, the facts by whichever plugin offers them.

No plugin imports another. Due items, coded events, concerns, scores and panels are asked here and answered by the plugins that
offer them (`cms.plugins.PLACES`); where none does, nothing is due and nothing is shown. Nothing here stores anything.
"""
