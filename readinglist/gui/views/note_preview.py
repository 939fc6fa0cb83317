"""A note as it reads: Markdown made into a page that loads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QFrame, QTextBrowser

from readinglist.gui.theme import line_height
from readinglist.gui.views.note_editor import AIRY, note_margins
from readinglist.gui.widgets.page_area import FocusEdge

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

    from readinglist.gui.theme import Size, Theme

SCHEMES = ("http", "https", "mailto", "doi")
EMPTY = "Nothing is written yet."
HEADS: tuple[Size, ...] = ("h2", "h3", "strong")


class NotePreview(QTextBrowser):
    """`link_asked` tells an address that was clicked, `left` that Esc was pressed."""

    link_asked = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        self.setFont(theme.font("strong"))
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(theme.px(20))
        self.setAccessibleName("Preview of the note")
        self._edge = FocusEdge(theme, self)
        self.anchorClicked.connect(self._ask)
        theme.changed.connect(self._follow)

    def show_markdown(self, text: str) -> None:
        """Show a note."""
        self._text = text
        self.document().setDefaultStyleSheet(_style(self._theme))
        self.setHtml(_html(text) if text.strip() else f'<p class="empty">{EMPTY}</p>')
        self._set_heads()

    def loadResource(self, kind: int, name: QUrl | str) -> QByteArray | QImage:
        """Nothing: a note has no pictures, and no address is asked for anything.

        In place of a picture a dot that can't be seen: where there is none at all, Qt reads the file by its name.
        """
        del name
        return _no_picture() if kind == QTextDocument.ResourceType.ImageResource.value else QByteArray()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the focus is."""
        super().focusInEvent(event)
        self._edge.raise_()
        self._edge.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It is elsewhere."""
        super().focusOutEvent(event)
        self._edge.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As wide as what is typed."""
        margins = note_margins(self._theme, self.width())
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)
        super().resizeEvent(event)
        self._edge.setGeometry(self.rect())

    def _follow(self) -> None:
        """The page keeps its colours, so it is made again; it stays where it was."""
        place = self.verticalScrollBar().value()
        self.show_markdown(self._text)
        self.verticalScrollBar().setValue(place)

    def _set_heads(self) -> None:
        """Qt makes headings larger than the style sheet says, by steps of its own."""
        as_said = QTextCharFormat()
        as_said.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel():
                cursor.setPosition(block.position())
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(as_said)
            block = block.next()

    def _ask(self, url: QUrl) -> None:
        if url.scheme() in SCHEMES:
            self.link_asked.emit(url.toString())


def _no_picture() -> QImage:
    made = QImage(1, 1, QImage.Format.Format_ARGB32)
    made.fill(Qt.GlobalColor.transparent)
    return made


def _html(text: str) -> str:
    from readinglist.formats.markdown_html import to_html  # the parser takes its time to load, and few notes need it

    return to_html(text).replace("\n</code></pre>", "</code></pre>")  # Qt would make an empty line of it


def _style(theme: Theme) -> str:
    """What a page of Qt understands of CSS."""
    tokens = theme.tokens
    mono = theme.font("base", 400, "mono").families()[0]
    heads = "".join(
        f"h{level} {{ {_size(theme, size)} font-weight: 600; margin-top: 10px; margin-bottom: 2px; }}"
        for level, size in enumerate(HEADS, 1)
    )
    return f"""
        p, li, blockquote {{ line-height: {line_height(theme.font("strong"), AIRY):.0f}%; margin: 0 0 6px 0; }}
        .empty {{ color: {tokens.text_3}; }}
        {heads}
        a {{ color: {tokens.accent}; }}
        blockquote {{ color: {tokens.text_2}; margin-left: 16px; }}
        code, pre {{ font-family: "{mono}"; {_size(theme, "base")} color: {tokens.text_2}; }}
        pre {{ background: {tokens.chrome}; white-space: pre-wrap; margin: 4px 0 8px 0; }}
        """


def _size(theme: Theme, size: Size) -> str:
    font = theme.font(size)
    return f"font-size: {font.pointSizeF()}pt;" if font.pointSizeF() > 0 else f"font-size: {font.pixelSize()}px;"
