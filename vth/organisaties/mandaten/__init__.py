"""The mandate register: who may decide in whose name, checked at signing (Awb 10:1-10:12)."""
