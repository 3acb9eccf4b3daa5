"""Which language a request is answered in: ``?lang=``, else what was chosen before (a cookie), else the default."""

from __future__ import annotations

from fastapi import Request

from viz.text import LANGUAGES, Language

COOKIE = "lang"
COOKIE_SECONDS = 365 * 24 * 3600


def language_of(request: Request) -> Language:
    """The language of the answer; what is no language of ours counts as not said."""
    for said in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if said in LANGUAGES:
            return said
    return request.app.state.language  # type: ignore[no-any-return]
