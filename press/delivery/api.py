"""The API's router: releases, quotes and records, each in a module of its own."""

from ninja import Router

from press.delivery import api_quotes, api_records, api_releases

router = Router()
router.add_router("", api_releases.router)
router.add_router("", api_quotes.router)
router.add_router("", api_records.router)
