"""The read path: public answers from prepared bytes, before Django is asked."""
