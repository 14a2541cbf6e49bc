"""Composition root: ``create_app`` wires the rooms together, and does nothing else."""

from fastapi import APIRouter
from starlette.types import ASGIApp

from sync_server.api import (
    accounts,
    actions,
    audit,
    checks,
    codebook,
    coding,
    content,
    editing,
    enrolment,
    enrolment_codes,
    find,
    flags,
    health,
    insights,
    intake,
    meta,
    own_lists,
    own_password,
    passkeys,
    quotes,
    reach,
    reports,
    second_factor,
    second_look,
    sessions,
    sign_on,
    theme_texts,
    themes,
    tokens,
    withdraw,
)
from sync_server.api.cookies import Cookies
from sync_server.api.door import Door
from sync_server.api.metering import Metered
from sync_server.api.pwa import Site
from sync_server.api.routes import V1, build_api
from sync_server.api.sender import device_of
from sync_server.api.session_answer import SessionTeller
from sync_server.api.shield import Shield
from sync_server.parts import Parts
from sync_server.services.account_desk import AccountDesk
from sync_server.services.coding_standing import CodingStanding
from sync_server.services.gauges import Gauges
from sync_server.services.invitations import InvitationDesk
from sync_server.services.theme_texts import ThemeTexts
from sync_server.settings import Settings


def wire(parts: Parts) -> ASGIApp:
    """Make the site of ready ``parts``: the API, the app's files, the shield around both."""
    cookies = Cookies(parts.settings)
    gate = sessions.Sessions(parts.accounts, cookies)
    teller = SessionTeller(parts.accounts, parts.settings, parts.organisation)
    submit = intake.submission(parts.intake, parts.retention)
    api = build_api(
        # Routes are tried in this order: what comes most often stands first.
        v1=[
            intake.routes(submit),
            meta.routes(parts.meta, parts.organisations),
            tokens.routes(parts.issuing, device_of(parts.enrolment.devices)),
            enrolment.routes(parts.enrolment),
            enrolment_codes.routes(
                parts.enrolment.codes, gate, parts.trust_keys.trust_key, parts.organisation
            ),
            withdraw.routes(parts.withdrawing),
            second_look.routes(parts.withdrawals),
            content.routes(parts.content, parts.trust_keys, device_of(parts.enrolment.devices)),
            sessions.routes(parts.accounts, gate, cookies, teller),
            second_factor.routes(parts.accounts, gate, parts.organisation),
            own_password.routes(parts.accounts, gate),
            passkeys.routes(parts.passkeys, parts.accounts, gate, cookies, teller),
            sign_on.routes(parts.sign_on, parts.passkeys, parts.steps, cookies),
            *_for_people(parts, gate),
        ],
        health=health.health_routes(
            parts.readiness,
            Gauges(parts.database, parts.settings, parts.readiness),
            parts.metrics,
            parts.settings.metrics_token.get_secret_value(),
        ),
        returning=[sign_on.returning(parts.sign_on, parts.accounts, gate, parts.steps, cookies)],
    )
    door = Door(Site(api, parts.settings.pwa_dir), V1 + intake.PATH, submit)
    site = Shield(door, https=parts.settings.https)
    return Metered(site, parts.metrics)


def _for_people(parts: Parts, gate: sessions.Sessions) -> list[APIRouter]:
    """Make what those with an account use, once they are signed in."""
    return [
        accounts.routes(
            AccountDesk(parts.database, parts.secret),
            InvitationDesk(parts.database, parts.secret, parts.accounts, parts.today),
            gate,
            parts.organisation,
        ),
        audit.routes(parts.audit_reading, gate),
        themes.routes(parts.reporting, gate, parts.organisation, parts.looks),
        insights.routes(parts.insights, gate, parts.organisation, parts.looks),
        theme_texts.routes(_texts_of_themes(parts), gate, parts.organisation, parts.looks),
        reach.routes(
            parts.headcounts,
            parts.insights.insights,
            gate,
            parts.organisation,
            parts.looks,
        ),
        quotes.routes(parts.quoting, gate, parts.organisation, parts.looks),
        find.routes(parts.finding, gate, parts.organisation, parts.looks),
        reports.routes(
            parts.reports,
            gate,
            parts.organisation,
            parts.looks,
            parts.settings.assets_dir,
        ),
        actions.routes(parts.acting, gate, parts.organisation, parts.looks),
        flags.routes(parts.flagging, gate, parts.organisation),
        checks.routes(parts.checking, gate, parts.organisation, parts.looks),
        coding.routes(
            CodingStanding(parts.database, parts.coding, parts.labels, parts.checked),
            parts.coding_desk,
            gate,
            parts.organisation,
            parts.looks,
        ),
        codebook.routes(parts.codebook_editing, gate, parts.looks),
        own_lists.routes(parts.own_lists, gate),
        editing.routes(
            parts.editing_lists,
            parts.editing,
            parts.trust_editing,
            gate,
            parts.organisation,
        ),
    ]


def _texts_of_themes(parts: Parts) -> ThemeTexts:
    codebook = parts.coding.codebook
    return ThemeTexts(parts.database, parts.secret, parts.reading, parts.reporting, codebook)


def create_app(settings: Settings) -> ASGIApp:
    """Make the whole server for ``settings``, which goes on with what was broken off."""
    parts = Parts(settings)
    parts.go_on()
    return wire(parts)
