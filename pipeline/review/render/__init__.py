"""A comparison in the forms that people and programs read. Each is a pure function to a text.

What stands in the documents is only text, whatever it looks like: to a terminal, to
Markdown, to a browser.
"""
