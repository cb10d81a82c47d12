"""Commands for the people who run the site: `python -m marketplace COMMAND`.

One file per command; a command parses, calls an operation and says what came of it. Rules and tables do not belong
here. Nothing but the command asked for is loaded, so that `serve` starts without the weight of the others.
"""
