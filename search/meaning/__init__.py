"""What texts mean, as vectors: optional, and off unless a setting turns it on."""
