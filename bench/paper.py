"""Drawing a document in our worker against bare WeasyPrint: same HTML, same variant, same finishing. Prints JSON.

Run as ``python -m bench.paper TIMES``. Both sides draw in turns in one process, after each has drawn once.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable

import django


def main(times: int) -> dict[str, float]:
    """CPU milliseconds of each side, and ours ÷ theirs."""
    django.setup()
    from foundation.printing import render  # noqa: PLC0415 - the rooms come after the settings
    from licensing.documents import drawing  # noqa: PLC0415
    from tests.licensing.documents import examples  # noqa: PLC0415

    facts = examples.nib()

    def ours() -> object:
        return drawing.draw("nib", facts, mode="simulasi")

    markup, press = caught_markup(ours, render), bare_press()

    def bare() -> object:
        return press(markup)

    spent: dict[str, list[float]] = {"ours": [], "bare": []}
    for turn in range(times + 1):
        for name, work in (("ours", ours), ("bare", bare)):
            began = time.process_time()
            work()
            if turn:
                spent[name].append((time.process_time() - began) * 1000)
    middle = {name: statistics.median(values) for name, values in spent.items()}
    return {**middle, "ratio": middle["ours"] / middle["bare"]}


def bare_press() -> Callable[[str], bytes]:
    """Bare WeasyPrint as its manual has it: style sheet and fonts kept, our variant and finishing."""
    from weasyprint import CSS, HTML  # noqa: PLC0415, TID251 - the yardstick is WeasyPrint itself
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415, TID251

    from foundation.printing import assets, render  # noqa: PLC0415 - the rooms come after the settings
    from foundation.printing.accessible import finish  # noqa: PLC0415

    fonts = FontConfiguration()
    _, _, fetcher = render._shared()
    style = assets.style_path().read_text(encoding="utf-8")
    sheet = CSS(string=style, base_url=assets.SCHEME, url_fetcher=fetcher, font_config=fonts)

    def draw(markup: str) -> bytes:
        page = HTML(string=assets.drawable(markup), base_url=assets.SCHEME, url_fetcher=fetcher)
        return finish(page.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant=render.VARIANT))

    return draw


def caught_markup(draw: Callable[[], object], render: object) -> str:
    """The finished HTML that a drawing hands to WeasyPrint."""
    caught: list[str] = []
    original = render.pdf_of  # type: ignore[attr-defined]
    render.pdf_of = lambda markup: caught.append(markup) or original(markup)  # type: ignore[attr-defined]
    try:
        draw()
    finally:
        render.pdf_of = original  # type: ignore[attr-defined]
    return caught[0]


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
