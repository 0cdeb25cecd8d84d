"""What starts MkDocs: the only package, with the hooks beside it, that knows the engine."""
