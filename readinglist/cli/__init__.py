"""The command line: the same commands as the window, one thin file a verb."""

#: verb -> its module in this package; read before anything heavy is imported.
VERBS = {
    "import": "imports",
    "list": "listing",
    "searches": "searches",
    "show": "show",
    "queue": "verdicts",
    "dismiss": "verdicts",
    "read": "verdicts",
    "inbox": "verdicts",
    "star": "verdicts",
    "unstar": "verdicts",
    "rate": "rate",
    "note": "note",
    "edit": "edit",
    "tag": "tag",
    "duplicates": "duplicates",
    "merge": "merge",
    "separate": "merge",
    "split": "merge",
    "undo": "history",
    "redo": "history",
    "history": "history",
    "export": "export",
    "doctor": "doctor",
    "restore": "restore",
}
