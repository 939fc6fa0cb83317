"""What a palette can't say: edges, radii, paddings, scroll bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.gui.colors import Tokens


def style_sheet(t: Tokens, px: Callable[[float], int]) -> str:
    """The application's style sheet; `px` makes a length of the design one of the screen."""
    return f"""
    * {{ outline: 0; }}
    QToolTip {{ color: {t.on_toast}; background: {t.toast}; border: 0; padding: 4px 8px; }}
    QMenuBar {{ background: {t.chrome}; color: {t.text_2}; padding: 2px 6px; border-bottom: 1px solid {t.line}; }}
    QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {t.sunken}; color: {t.text}; }}
    QMenu {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 24px 5px 24px; border-radius: 4px; background: transparent; }}
    QMenu::item:selected {{ background: {t.selected}; color: {t.text}; }}
    QMenu::item:disabled {{ color: {t.text_3}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
    QLabel[tone="2"] {{ color: {t.text_2}; }}
    QLabel[tone="3"] {{ color: {t.text_3}; }}
    QLabel[tone="error"] {{ color: {t.error}; }}
    QLabel[tone="check"] {{ color: {t.check}; }}
    QWidget[surface="chrome"] {{ background: {t.chrome}; }}
    QWidget[surface="canvas"] {{ background: {t.canvas}; }}
    QWidget[surface="raised"] {{ background: {t.raised}; }}
    QWidget[surface="error"] {{ background: {t.error_soft}; }}
    QWidget[surface="warning"] {{ background: {t.later_soft}; }}
    QFrame[surface="card"] {{ background: {t.raised}; border: 1px solid {t.line}; border-radius: 10px; }}
    QFrame[rule="true"] {{ background: {t.line}; max-height: 1px; min-height: 1px; border: 0; }}
    QFrame[rule="upright"] {{ background: {t.line}; max-width: 1px; min-width: 1px; border: 0; }}
    QSplitter::handle {{ background: {t.line}; }}
    QSplitter::handle:hover {{ background: {t.accent}; }}
    {_buttons(t, px)}
    {_fields(t, px)}
    QTextEdit, QPlainTextEdit {{ background: transparent; border: 0; color: {t.text};
        selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    QTextEdit[kind="notice"] {{ border: 2px solid transparent; border-radius: 4px; padding: 1px 3px; }}
    QTextEdit[kind="notice"]:focus {{ border-color: {t.accent}; }}
    QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
    QTableView, QListView, QScrollArea {{ border: 0; background: {t.canvas}; }}
    QTableView, QListView {{ selection-background-color: transparent; }}
    QListView[surface="chrome"] {{ background: {t.chrome}; }}
    QListView[surface="raised"], QScrollArea[surface="raised"] {{ background: {t.raised}; }}
    QHeaderView {{ background: {t.canvas}; border: 0; }}
    QHeaderView::section {{ background: {t.canvas}; color: {t.text_3}; border: 0; border-bottom: 1px solid {t.line};
        padding: 0 12px; }}
    QHeaderView::section:first {{ padding-left: 24px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; border: 0; }}
    QScrollBar::handle:vertical {{ background: {t.scroll}; min-height: 40px; border-radius: 3px; margin: 3px; }}
    QScrollBar::handle:vertical:hover {{ background: {t.text_3}; }}
    QScrollBar::handle:vertical:disabled {{ background: transparent; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; border: 0; }}
    QScrollBar::handle:horizontal {{ background: {t.scroll}; min-width: 40px; border-radius: 3px; margin: 3px; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
        border: 0; width: 0; height: 0; }}
    """


def _buttons(t: Tokens, px: Callable[[float], int]) -> str:
    """Push buttons: with a frame, the primary one of a view, quiet ones, and links."""
    return f"""
    QPushButton {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.border}; border-radius: 6px;
        padding: 0 12px; min-height: {px(28)}px; }}
    QPushButton:hover {{ background: {t.hover}; }}
    QPushButton:pressed {{ background: {t.sunken}; }}
    QPushButton:disabled {{ color: {t.text_3}; border-color: {t.line}; background: {t.chrome}; }}
    QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent}; }}
    QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{ background: {t.accent_hover}; }}
    QPushButton[kind="primary"]:disabled {{ color: {t.text_3}; border-color: {t.line}; background: {t.chrome}; }}
    QPushButton[kind="quiet"], QPushButton[kind="link"] {{ background: transparent; border: 1px solid transparent; }}
    QPushButton[kind="quiet"] {{ color: {t.text_2}; }}
    QPushButton[kind="link"] {{ color: {t.accent}; padding: 0 6px; }}
    QPushButton[kind="quiet"]:hover, QPushButton[kind="link"]:hover {{ background: {t.sunken}; }}
    QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 11px; min-height: {px(28) - 2}px; }}
    QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text}; padding: 0 11px; }}
    QPushButton[kind="quiet"]:focus {{ border: 2px solid {t.accent}; padding: 0 11px; }}
    QPushButton[kind="link"]:focus {{ border: 2px solid {t.accent}; padding: 0 5px; }}"""


def _fields(t: Tokens, px: Callable[[float], int]) -> str:
    """What is typed and chosen in; a bare field stands in a frame of its view."""
    return f"""
    QLineEdit, QComboBox, QPlainTextEdit[kind="field"] {{ background: {t.raised}; color: {t.text};
        border: 1px solid {t.border}; border-radius: 6px; padding: 0 9px; }}
    QLineEdit, QComboBox {{ min-height: {px(28)}px; selection-background-color: {t.accent};
        selection-color: {t.on_accent}; }}
    QLineEdit:focus, QComboBox:focus, QPlainTextEdit[kind="field"]:focus {{ border: 2px solid {t.accent};
        padding: 0 8px; }}
    QLineEdit:focus, QComboBox:focus {{ min-height: {px(28) - 2}px; }}
    QLineEdit[wrong="true"] {{ border: 1px solid {t.error}; }}
    QLineEdit[wrong="true"]:focus {{ border: 2px solid {t.error}; }}
    QLineEdit:disabled, QComboBox:disabled {{ background: {t.chrome}; color: {t.text_3}; border-color: {t.line}; }}
    QLineEdit, QTextEdit, QPlainTextEdit {{ placeholder-text-color: {t.text_3}; }}
    QLineEdit[kind="bare"], QLineEdit[kind="bare"]:focus {{ border: 0; background: transparent; padding: 0; }}
    QComboBox::drop-down {{ border: 0; width: 22px; }}
    QComboBox QAbstractItemView {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line};
        selection-background-color: {t.selected}; selection-color: {t.text}; }}"""
