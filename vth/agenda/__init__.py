"""Days on which something is asked of somebody: terms, reminders, work of the day, and the calendar of it."""
