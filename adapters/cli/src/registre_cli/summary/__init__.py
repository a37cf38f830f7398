"""Commands about the summary (*synthèse*), and the words for it."""
