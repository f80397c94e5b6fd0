"""Intake: from the bytes of a file to a draft release and a report of its defects."""
