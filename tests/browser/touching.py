# What a reader may touch, touched by a script: so that what waits for a hand or a pointer happens.
# Must not know: which page.
"""Touch all of a page."""

from __future__ import annotations

TOUCH = """
() => {
  for (const one of document.querySelectorAll('article *')) {
    for (const kind of ['mouseover', 'mouseenter', 'pointerenter', 'mousedown', 'click', 'focus', 'toggle', 'animationstart']) {
      if (kind === 'click' && one.closest('a[href]') && !one.closest('a[href]').protocol.startsWith('java')) continue;
      one.dispatchEvent(new MouseEvent(kind, { bubbles: true, cancelable: true }));
    }
  }
}
"""
