import os
import sys

from vth.zaken.documenten.grenzen import answer


def main() -> None:
    answer(lambda _o: {"omgeving": list(os.environ), "django": "django" in sys.modules})
