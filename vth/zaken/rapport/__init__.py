"""A report of the system itself, written once as blocks and given as a page, a tagged PDF, a Word document and Markdown."""
