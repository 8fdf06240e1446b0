"""Avatars, and the lists of people to act as or write to."""

from collections.abc import Iterable

from bot.emulator.page.markup import button, esc, icon, tag
from bot.emulator.page.view_model import Scene
from bot.emulator.state.acquaintance import everybody
from bot.emulator.state.world import User


def initials(name: str) -> str:
    """First letters of first and last name: `AR` for Ana Reyes."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()


def avatar(user: User | None, size: str = "") -> str:
    """A square with initials on the person's colour; None is Slackbot."""
    if user is None:
        return tag("span", icon("bolt"), class_=f"avatar slackbot {size}", aria_hidden="true")
    face = {"class_": f"avatar bot {size}"} if user.is_bot else {"style": f"--face:{user.colour}"}
    return tag(
        "span", esc(initials(user.real_name)), aria_hidden="true", **{"class_": f"avatar {size}", **face}
    )


def actor_menu(scene: Scene) -> str:
    """The list behind "act as": a click makes that person act."""
    rows = (_actor(scene, user) for user in everybody(scene.world))
    return tag("div", tag("div", "Act as", class_="menu-title"), *rows, data_roving=True, role="menu")


def _actor(scene: Scene, user: User) -> str:
    team = scene.world.teams[user.team_id].name if user.team_id != scene.me.team_id else ""
    title = " · ".join(words for words in (user.title, team) if words)
    return button(
        avatar(user),
        tag("span", tag("b", esc(user.real_name)), tag("span", esc(title), class_="hint"), class_="grow"),
        icon("check") if user.id == scene.me.id else "",
        role="menuitem",
        class_="menu-item tall",
        data_event="actor",
        data_user=user.id,
        data_testid=f"actor-{user.name}",
    )


def members_menu(scene: Scene) -> str:
    """The members of the channel; a click opens a direct message."""
    members = (scene.world.users[m] for m in scene.channel.members if m in scene.world.users)
    return _people_menu("Members", sorted(members, key=lambda user: (user.is_bot, user.real_name)))


def colleagues_menu(scene: Scene) -> str:
    """Everybody in the workspace; a click opens a direct message."""
    people = scene.world.people(scene.me.team_id)
    return _people_menu("New message to", sorted(people, key=lambda user: user.real_name))


def _people_menu(title: str, people: Iterable[User]) -> str:
    rows = (
        button(
            avatar(user, "small"),
            tag("span", esc(user.real_name), app_badge(user), class_="grow"),
            role="menuitem",
            class_="menu-item",
            data_event="dm",
            data_user=user.id,
            data_testid=f"dm-{user.name}",
        )
        for user in people
    )
    return tag("div", tag("div", title, class_="menu-title"), *rows, data_roving=True, role="menu")


def app_badge(user: User | None) -> str:
    """`APP` beside a bot's name."""
    return tag("span", "APP", class_="badge") if user is None or user.is_bot else ""
