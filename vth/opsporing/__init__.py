"""Criminal investigation by boas: a store of its own, that does not exist for anybody else (`afspraken.md` 7)."""
