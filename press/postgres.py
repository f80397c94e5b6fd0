"""Statements that a server of PostgreSQL plans once for each connection."""

from typing import Any

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor

# The plan of a statement whose lists come as arrays is the same for all of them;
# left to itself, the server would make most of these anew each time.
PLANNED_ONCE = "SET plan_cache_mode = force_generic_plan"
AT_ONCE = 0


def cursor() -> Any:
    """Return a cursor that prepares what it runs, counted as Django's own.

    Django's own bind values in the client and never prepare. Where queries are
    logged it is one of those: the log has the values in them.
    """
    if connection.queries_logged:
        return connection.cursor()
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    held = connection.connection
    with connection.wrap_database_errors:
        if held.prepare_threshold != AT_ONCE:
            held.execute(PLANNED_ONCE)
            held.prepare_threshold = AT_ONCE
        return connection._prepare_cursor(ServerBindingCursor(held))
