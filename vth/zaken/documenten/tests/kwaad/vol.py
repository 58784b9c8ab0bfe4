from vth.zaken.documenten.grenzen import answer


def main() -> None:
    answer(lambda _o: "x" * (65 << 20))
