"""The guide without a network: which documents a language has, their text as HTML, and the files made from it."""
