"""The proof of the embargo: canary words, every public address, every state."""
