"""Working in PostgreSQL as a user for whom the second lock holds: the owner of the tables, as tests are, passes it by."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def work_as(rol: str) -> Iterator[None]:
    """Sign in to the database anew as a user who is a member of `rol` and nothing else; needs `verse_database`."""
    eigenaar = connection.settings_dict["USER"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        naam = f"proef_{rol}_{cursor.fetchone()[0]}"
        cursor.execute(f"CREATE ROLE {naam} LOGIN IN ROLE {rol}")
    connection.close()
    connection.settings_dict["USER"] = naam
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["USER"] = eigenaar
        with connection.cursor() as cursor:
            cursor.execute(f"DROP ROLE {naam}")
