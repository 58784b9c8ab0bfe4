"""What goes on after its organisation has ended is told in a sentence that people can read."""

from datetime import date

from vth.organisaties.rules import check_bestaan
from vth.tijd.rules import Geldigheid


def test_a_row_without_end_is_said_to_have_none() -> None:
    fout = check_bestaan("De deelneming", "OD-X", Geldigheid(date(2024, 1, 1)), {"OD-X": date(2025, 3, 3)})
    assert "De deelneming van OD-X loopt door zonder einde, maar OD-X eindigt op ma 3 maart 2025." in fout


def test_a_row_that_ends_later_is_told_with_its_day() -> None:
    fout = check_bestaan(
        "De deelneming",
        "OD-X",
        Geldigheid(date(2024, 1, 1), date(2025, 3, 4)),
        {"OD-X": date(2025, 3, 3)},
    )
    assert "loopt door tot di 4 maart 2025, maar" in fout
