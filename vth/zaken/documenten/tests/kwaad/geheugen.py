from vth.zaken.documenten.grenzen import answer


def main() -> None:
    answer(lambda _o: len(bytearray(2 << 30)))
