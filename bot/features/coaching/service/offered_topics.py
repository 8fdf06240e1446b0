"""What a gap card or a round of ratings offers to talk about, on the agenda of the two."""

from bot.features.coaching.rules.facts import TopicOrigin
from bot.features.coaching.service.pairs import find_pair
from bot.features.coaching.service.topics import add_topic
from bot.features.skills.rules.facts import TalkTopic
from bot.framework.context import Context


async def take_offered(ctx: Context, offered: TalkTopic) -> str:
    """Puts it on the agenda, for both to read, and tells so. A Refusal: the two have no 1:1, or no room."""
    other_id = offered.manager_id if ctx.actor_id == offered.person_id else offered.person_id
    pair = await find_pair(ctx, other_id)
    topic = await add_topic(ctx, pair, offered.text, is_private=False, origin=TopicOrigin(offered.origin))
    return f"On the agenda with {pair.other_called}: “{topic.text}”."
