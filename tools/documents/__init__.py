"""The made documents of the demo and of the tests: reports nobody wrote, about places that do not exist.

Each module draws one kind of report and says where it put its words, so that what a reader ought to find is known from
the layout and never from another reader.
"""
