"""Of a weighing that was kept: what it rests on that the bevoegd gezag did not adopt, as it stood on its day."""

from ..models import Afweging


def is_matrixaanname(afweging: Afweging | None) -> bool:
    """Tell whether the matrix that was used was an assumption."""
    return afweging is not None and afweging.matrix.get("zekerheid") == "aanname"


def list_aspectaannames(afweging: Afweging | None) -> list[str]:
    """Name the aspects that counted and that come from a list that was an assumption; an authority can load its matrix and not these."""
    aspecten = afweging.aspecten if afweging is not None else ()
    return [str(a["naam"]) for a in aspecten if a.get("telt") and a.get("zekerheid") == "aanname"]


def say_aannames(afweging: Afweging | None) -> list[str]:
    """Say on which assumptions a weighing rests, in sentences for who works with it; none when it rests on nothing but what was adopted."""
    zinnen = []
    if is_matrixaanname(afweging):
        zinnen.append("De matrix waarop de afweging rust, is niet door het bevoegd gezag vastgesteld.")
    if namen := list_aspectaannames(afweging):
        zinnen.append(
            f"Dat dit kan meetellen, is niet door het bevoegd gezag vastgesteld: {'; '.join(namen)}."
        )
    return zinnen
