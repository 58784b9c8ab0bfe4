"""The law as data: rule files with dated values, and the clock that counts legal terms with them."""
