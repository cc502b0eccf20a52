"""Lists and steps: which whole a question means, and how it is shown."""
