"""What people are told when the fault is in Open VTH itself or its machine; the cause goes to the log of the machine.

The text of an exception can hold rows of the file, and a delivery is seen by more people than its rows are.
"""

import errno

import duckdb

VOL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
VOLWOORDEN = ("no space left", "disk is full", "file too large", "quota exceeded")


def is_vol(fout: BaseException) -> bool:
    """Tell whether something failed because the disk is full, whichever library says so."""
    if isinstance(fout, OSError) and fout.errno in VOL:
        return True
    return any(woord in str(fout).lower() for woord in VOLWOORDEN)


def explain_storing(fout: BaseException) -> str:
    """Say in Dutch what went wrong in Open VTH itself, that nothing was changed, and what to do."""
    bewaard = "Er is niets gewijzigd en uw bestand is bewaard."
    if is_vol(fout):
        return f"De schijf van Open VTH is vol. {bewaard} De beheerder moet ruimte maken."
    if isinstance(fout, duckdb.OutOfMemoryException | MemoryError):
        return (
            f"Het geheugen dat Open VTH mag gebruiken, is te klein voor dit bestand. {bewaard} De beheerder kan "
            "VTH_ANALYSE_GEHEUGEN ruimer zetten; u kunt het bestand ook in delen aanleveren."
        )
    return f"Er ging iets mis in Open VTH zelf. {bewaard} De beheerder vindt de oorzaak in het logboek van de machine."
