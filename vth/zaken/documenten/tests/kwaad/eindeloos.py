def main() -> None:
    while True:
        pass
