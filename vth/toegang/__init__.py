"""Who may see and do what, on which ground: one filter for reading and for acting."""
