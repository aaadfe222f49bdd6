"""Small pictures drawn on the server as SVG: no script, legible in print, with words for screen readers."""

from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

WIDTH = 200


def bullet(
    *, title: str, words: str, done: Decimal | None, target: Decimal | None, expected: Decimal | None = None,
    start: Decimal | None = None, tone: str = "good",
) -> SafeString:  # fmt: skip
    """A bullet chart: the bar is what is done, the long line the target, the short tick what is expected by now.

    ``words`` say the same for whoever cannot see it. Without a target there is nothing to set it against: "".
    Less may be better: ``start`` (the baseline) is then above the target and the scale begins at zero all the same.
    """
    if target is None:
        return SafeString("")
    stated: list[Decimal] = [value for value in (done, target, expected, start, Decimal(1)) if value is not None]
    top = max(stated)
    # A little room behind the longest mark.
    scale = Decimal(WIDTH) / (top * Decimal("1.05"))

    def at(value: Decimal | None) -> str:
        return f"{min(value * scale, Decimal(WIDTH)):.1f}" if value is not None and value > 0 else "0"

    tick = (
        format_html('<line class="bullet-expected" x1="{0}" x2="{0}" y1="5" y2="15"/>', at(expected))
        if expected is not None
        else ""
    )
    return format_html(
        '<svg class="bullet tone-{tone}" viewBox="0 0 {width} 20" preserveAspectRatio="none" role="img"'
        ' aria-label="{title}: {words}"><title>{title}</title><desc>{words}</desc>'
        '<rect class="bullet-track" x="0" y="4" width="{width}" height="12" rx="2"/>'
        '<rect class="bullet-done" x="0" y="6" width="{done}" height="8" rx="1"/>{tick}'
        '<line class="bullet-target" x1="{target}" x2="{target}" y1="1" y2="19"/></svg>',
        tone=tone, width=WIDTH, title=title, words=words, done=at(done), tick=tick, target=at(target),
    )  # fmt: skip
