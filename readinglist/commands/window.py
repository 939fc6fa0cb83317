"""What is done in the window alone: moving about in it, and how it looks. The window itself says how each is done."""

from __future__ import annotations

from readinglist.commands.registry import window_command

WINDOW_COMMANDS = (
    window_command("digest.paste", "Paste a digest page", "Bring in a digest page that you copied."),
    window_command("list.next", "Next paper", "Look at the next paper."),
    window_command("list.previous", "Previous paper", "Look at the paper before."),
    window_command("list.read_on", "Read on", "Scroll the paper; at its end, go to the next one."),
    window_command("list.back", "Back to the list", "From anywhere to the list, from a search to where it was begun."),
    window_command("paper.open", "Open the paper's link", "Open the paper's first link in the browser."),
    window_command("go.inbox", "Go to the inbox", "The list of papers without a verdict."),
    window_command("go.queued", "Go to the queue", "The list of what to read next, in your order."),
    window_command("go.later", "Go to later", "The list of papers that were put off."),
    window_command("go.read", "Go to what is read", "The list of papers that are read."),
    window_command("go.dismissed", "Go to what is dismissed", "The list of papers that were dismissed."),
    window_command("go.check", "Go to what is to check", "The list of papers that may repeat another."),
    window_command("go.starred", "Go to what is starred", "The list of papers with a star."),
    window_command("go.all", "Go to all papers", "The list of every paper of the library."),
    window_command("find.papers", "Search", "Search titles, abstracts, notes and tags."),
    window_command("window.palette", "Command palette…", "Find every command, list and paper by its name."),
    window_command("window.keys", "Keys…", "The keys of what you look at."),
    window_command("window.help", "Help", "How the program is used."),
    window_command("window.quit", "Quit", "Close the window; everything is saved."),
    window_command("view.system", "Colours of the system", "Be light or dark as the system is."),
    window_command("view.light", "Light", "Ink on paper."),
    window_command("view.dark", "Dark", "Paper on ink."),
    window_command("view.comfortable", "Comfortable list", "Rows with two lines of title."),
    window_command("view.compact", "Compact list", "Rows with one line of title, half as many again on a page."),
    window_command("view.larger", "Larger text", "Read papers in larger type."),
    window_command("view.smaller", "Smaller text", "Read papers in smaller type."),
    window_command("view.usual_size", "Usual text size", "Read papers in the usual type."),
    window_command("import.accept", "Import what is shown", "Bring in what the preview shows."),
    window_command("import.next_file", "Next file", "Look at the next file of the import."),
    window_command("import.previous_file", "Previous file", "Look at the file of the import before."),
    window_command("import.leave", "Leave the import", "Close the preview; nothing is written."),
)
