"""What may be worked out from numbers, and a reader that is taught to say which working answers: a trial that the assistant does not use yet.

Numbers with their units (`operands`) -> every working that they allow (`enumeration`) -> the likeliest, by a reader (`judging`), which is
trained and measured in `learning`. Why it is not in use: docs/decisions/workings.md.
"""
