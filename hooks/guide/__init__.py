"""The core of the guide: content, data, checks and exports, in plain Python.

Nothing in this package imports MkDocs: the engine may change, the guide stays.
"""
