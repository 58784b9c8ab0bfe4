"""A list of codes or ids in a question as one parameter, so that who has hundreds of municipalities asks no longer question.

An IN list of hundreds costs more to write, to send and to read than most questions cost to answer.
"""

import json
import uuid
from collections.abc import Collection
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, ForeignKey, Lookup, UUIDField
from django.db.models.sql.compiler import SQLCompiler


def derive_lijst(waarden: Collection[str] | Collection[uuid.UUID], vendor: str) -> tuple[str, Any]:
    """Write what stands behind a column that must hold one of `waarden`, with its one `%s`, and the parameter for it.

    They are all codes or all ids.
    """
    if vendor == "sqlite":
        tekst = [waarde.hex if isinstance(waarde, uuid.UUID) else waarde for waarde in waarden]
        return "IN (SELECT value FROM json_each(%s))", json.dumps(tekst)
    return "= ANY (%s)", list(waarden)


@CharField.register_lookup
@UUIDField.register_lookup
@ForeignKey.register_lookup
class EenVan(Lookup[Any]):
    """`gebied__een_van=codes`, `bronobject_id__een_van=ids`: the column holds one of them."""

    lookup_name = "een_van"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Write the condition for this database."""
        kolom, params = self.process_lhs(compiler, connection)
        voorwaarde, waarde = derive_lijst(self.rhs, connection.vendor)
        return f"{kolom} {voorwaarde}", (*params, waarde)
