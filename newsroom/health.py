"""Answers for machines that watch or crawl: /healthz, /readyz, /robots.txt."""

import threading

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

PLAIN = "text/plain; charset=utf-8"

_migrated = threading.Event()


def _text(body: str, *, status: int = 200) -> HttpResponse:
    return HttpResponse(body + "\n", content_type=PLAIN, status=status)


@never_cache
@csrf_exempt
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Answer that the process runs; touches nothing else."""
    return _text("ok")


@never_cache
@csrf_exempt
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Answer whether the database is reachable and has every migration.

    What waits in the ledger is not told here: a backlog moves with hidden releases.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
        if not _migrations_are_applied():
            return _text("migrations are missing", status=503)
    except DatabaseError:
        return _text("the database does not answer", status=503)
    return _text("ready")


def _migrations_are_applied() -> bool:
    """Compare once; a process that has seen every migration has its answer."""
    if _migrated.is_set():
        return True
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    _migrated.set()
    return True


@csrf_exempt
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say what crawlers may read and where the sitemaps are."""
    return _text(
        "\n".join(
            [
                "User-agent: *",
                "Disallow: /admin/",
                "Disallow: /api/v1/preview/",
                f"Sitemap: {settings.NEWSROOM_URL}/sitemap.xml",
                f"Sitemap: {settings.NEWSROOM_URL}/news-sitemap.xml",
            ]
        )
    )
