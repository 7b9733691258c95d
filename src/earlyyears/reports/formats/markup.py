"""The few functions through which all markup is made; text goes through `text`."""

from html import escape

from earlyyears.reports.words import clean

__all__ = ["element", "text", "void"]


def text(words: str) -> str:
    """Text from anywhere, cleaned and escaped for a page.

    >>> text("<b>Tom & Jerry</b>")
    '&lt;b&gt;Tom &amp; Jerry&lt;/b&gt;'
    """
    return escape(clean(words), quote=True)


def element(tag: str, *inner: str, **attributes: str) -> str:
    """An element around markup that is already made.

    >>> element("th", text("A & B"), scope="col", class_="n")
    '<th scope="col" class="n">A &amp; B</th>'
    """
    return f"<{tag}{_given(attributes)}>{''.join(inner)}</{tag}>"


def void(tag: str, **attributes: str) -> str:
    """An element that holds nothing."""
    return f"<{tag}{_given(attributes)}>"


def _given(attributes: dict[str, str]) -> str:
    named = (
        (name.strip("_").replace("_", "-"), said) for name, said in attributes.items()
    )
    return "".join(f' {name}="{text(said)}"' for name, said in named)
