"""What a site holds of what the law wants, and what several sites come to together."""
