"""Commands of admins on the server: managing webhook sources."""

import typer

from bot.cli.admin_commands import chosen_workspace, opened_database
from bot.common.clock import SystemClock
from bot.common.errors import BadInput
from bot.config import Settings, SettingsError
from bot.features.imports.service import sources
from bot.slack.installations import seal_from


async def change_sources(
    settings: Settings, action: str, name: str, workspace: str | None, keeper: str, *, is_bearer: bool
) -> None:
    """Adds, lists or removes a webhook source; SettingsError says what is missing.

    `keeper`: the address of who is asked about what it sends, "" for admins; `is_bearer`: it sends a token.
    """
    if settings.token_encryption_keys is None:
        raise SettingsError("TOKEN_ENCRYPTION_KEYS is not set: the secrets of sources are kept encrypted.")
    seal = seal_from(settings.token_encryption_keys.get_secret_value())
    async with opened_database(settings) as db:
        workspace_id = await chosen_workspace(db, workspace)
        async with db.transaction(workspace_id) as transaction:
            try:
                if action == "add":
                    opened = await sources.open_source(
                        transaction,
                        name,
                        seal,
                        SystemClock().now(),
                        is_bearer=is_bearer,
                        keeper_email=keeper,
                    )
                    where = f"{settings.public_url or 'https://your-address'}/ingest/{workspace_id}/{opened.address}"
                    what = (
                        "Authorization: Bearer, shown this once" if is_bearer else "Secret, shown this once"
                    )
                    typer.echo(f"POST {where}\n{what}: {opened.secret}")
                elif action == "remove":
                    await sources.close_source(transaction, name)
                    typer.echo(f"{name} is removed: nothing is taken from it any more.")
                else:
                    for each in await sources.listed(transaction):
                        heard = (
                            f"heard {each.heard_at:%Y-%m-%d %H:%M} UTC" if each.heard_at else "never heard"
                        )
                        typer.echo(f"{each.name}  /ingest/{workspace_id}/{each.address}  {heard}")
            except BadInput as bad:
                raise SettingsError(str(bad)) from None
