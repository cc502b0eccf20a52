"""What a message asks: talk, spelling, other languages, the conversation, its questions, their form, what they name."""
