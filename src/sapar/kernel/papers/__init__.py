"""Pictures drawn on the server: pure functions from data to one SVG that serves page, print and download.

    from sapar.kernel.papers import bar
    bar.draw(title=_("People by oblast"), rows=[("Osh oblast", 12), ("Talas oblast", None)], unit=_("people"))

Each comes with its table: what a reader of the screen hears is what the eye sees.
"""
