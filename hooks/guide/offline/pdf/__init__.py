"""From a document's HTML to its PDF. All that decides how a page looks is in this folder: its digest is part of that of
every document."""
