"""Checklists: what an inspector asks at a visit, written by professionals as data, and what the answers propose."""
