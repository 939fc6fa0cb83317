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
    QToolTip {{ color: {t.on_tip}; background: {t.tip}; border: 0; padding: 4px 8px; }}
    QMenuBar {{ background: {t.chrome}; color: {t.text_2}; padding: 2px 6px; border-bottom: 1px solid {t.line}; }}
    QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; background: transparent; }}
    QMenuBar::item:selected {{ background: {t.sunken}; color: {t.text}; }}
    QMenu {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 24px 5px 12px; border-radius: 4px; background: transparent; }}
    QMenu::item:selected {{ background: {t.selected}; color: {t.text}; }}
    QMenu::item:disabled {{ color: {t.text_3}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
    QLabel[tone="2"] {{ color: {t.text_2}; }}
    QLabel[tone="3"] {{ color: {t.text_3}; }}
    QWidget[surface="chrome"] {{ background: {t.chrome}; }}
    QWidget[surface="canvas"] {{ background: {t.canvas}; }}
    QWidget[surface="error"] {{ background: {t.error_soft}; }}
    QFrame[rule="true"] {{ background: {t.line}; max-height: 1px; min-height: 1px; border: 0; }}
    QSplitter::handle {{ background: {t.line}; }}
    QSplitter::handle:hover {{ background: {t.accent}; }}
    QPushButton {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.border}; border-radius: 6px;
        padding: 0 12px; min-height: {px(28)}px; }}
    QPushButton:hover {{ background: {t.hover}; }}
    QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 11px; min-height: {px(28) - 2}px; }}
    QPushButton:pressed {{ background: {t.sunken}; }}
    QPushButton[kind="primary"] {{ background: {t.accent}; color: {t.on_accent}; border: 1px solid {t.accent}; }}
    QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{ background: {t.accent_hover}; }}
    QPushButton[kind="primary"]:focus {{ border: 2px solid {t.text}; }}
    QTextEdit {{ background: transparent; border: 0; color: {t.text};
        selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    QTableView, QScrollArea {{ border: 0; background: {t.canvas}; }}
    QTableView {{ selection-background-color: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; border: 0; }}
    QScrollBar::handle:vertical {{ background: {t.scroll}; min-height: 40px; border-radius: 3px; margin: 3px; }}
    QScrollBar::handle:vertical:hover {{ background: {t.text_3}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
        border: 0; width: 0; height: 0; }}
    """
