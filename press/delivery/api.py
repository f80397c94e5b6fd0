"""The API's router: releases, quotes and records, each in a module of its own."""

from ninja import Router

from press.delivery import (
    api_changes,
    api_find,
    api_preview,
    api_quotes,
    api_records,
    api_release,
    api_releases,
)

router = Router()
router.add_router("", api_releases.router)
router.add_router("", api_release.router)
router.add_router("", api_quotes.router)
router.add_router("", api_records.router)
router.add_router("", api_preview.router)
router.add_router("", api_find.router)
router.add_router("", api_changes.router)
