"""A list of codes in a question as one parameter, so that who has hundreds of municipalities asks no longer question.

An IN list of hundreds costs more to write, to send and to read than most questions cost to answer.
"""

import json
from collections.abc import Collection
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Lookup
from django.db.models.sql.compiler import SQLCompiler


def derive_lijst(codes: Collection[str], vendor: str) -> tuple[str, Any]:
    """Write what stands behind a column that must hold one of `codes`, with its one `%s`, and the parameter for it."""
    if vendor == "sqlite":
        return "IN (SELECT value FROM json_each(%s))", json.dumps(sorted(codes))
    return "= ANY (%s::text[])", sorted(codes)


@CharField.register_lookup
class EenVan(Lookup[Any]):
    """`gebied__een_van=codes`: the column holds one of the codes."""

    lookup_name = "een_van"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Write the condition for this database."""
        kolom, params = self.process_lhs(compiler, connection)
        codes: Collection[str] = self.rhs
        voorwaarde, waarde = derive_lijst(codes, connection.vendor)
        return f"{kolom} {voorwaarde}", (*params, waarde)
