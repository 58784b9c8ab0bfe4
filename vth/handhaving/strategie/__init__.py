"""The handhavingsstrategie (LHSO) as an instrument: the matrix, what weighs, the choice and why, and how it is used."""
