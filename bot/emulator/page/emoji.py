"""Emoji by Slack's short names."""

from bot.common.emoji_names import ALIASES
from bot.emulator.page.markup import esc

_TABLE = """
grinning:😀 smiley:😃 smile:😄 grin:😁 laughing:😆 sweat_smile:😅 joy:😂 rolling_on_the_floor_laughing:🤣
blush:😊 innocent:😇 slightly_smiling_face:🙂 upside_down_face:🙃 wink:😉 relieved:😌 heart_eyes:😍
kissing_heart:😘 yum:😋 stuck_out_tongue:😛 zany_face:🤪 nerd_face:🤓 sunglasses:😎 star-struck:🤩
partying_face:🥳 smirk:😏 unamused:😒 disappointed:😞 pensive:😔 worried:😟 confused:😕
slightly_frowning_face:🙁 cry:😢 sob:😭 triumph:😤 angry:😠 rage:😡 exploding_head:🤯 flushed:😳 scream:😱
cold_sweat:😰 hugging_face:🤗 thinking_face:🤔 shushing_face:🤫 zipper_mouth_face:🤐 neutral_face:😐
face_with_rolling_eyes:🙄 grimacing:😬 sleeping:😴 mask:😷 dizzy_face:😵 saluting_face:🫡 melting_face:🫠
skull:💀 ghost:👻 robot_face:🤖 clown_face:🤡 see_no_evil:🙈 hear_no_evil:🙉 speak_no_evil:🙊 +1:👍 -1:👎
clap:👏 raised_hands:🙌 open_hands:👐 pray:🙏 handshake:🤝 muscle:💪 wave:👋 ok_hand:👌 v:✌️
crossed_fingers:🤞 point_up:☝️ point_up_2:👆 point_down:👇 point_left:👈 point_right:👉 fist:✊
facepunch:👊 writing_hand:✍️ raised_hand:✋ eyes:👀 brain:🧠 bust_in_silhouette:👤 busts_in_silhouette:👥
heart:❤️ orange_heart:🧡 yellow_heart:💛 green_heart:💚 blue_heart:💙 purple_heart:💜 broken_heart:💔
sparkling_heart:💖 100:💯 boom:💥 dizzy:💫 sweat_drops:💦 dash:💨 zzz:💤 speech_balloon:💬 thought_balloon:💭
tada:🎉 confetti_ball:🎊 balloon:🎈 birthday:🎂 gift:🎁 trophy:🏆 medal:🏅 first_place_medal:🥇
second_place_medal:🥈 third_place_medal:🥉 crown:👑 gem:💎 star:⭐ star2:🌟 sparkles:✨ fire:🔥 rocket:🚀
zap:⚡ sunny:☀️ rainbow:🌈 rain_cloud:🌧️ snowflake:❄️ moneybag:💰 dollar:💵 euro:💶 credit_card:💳
money_with_wings:💸 chart:📈 chart_with_upwards_trend:📈 chart_with_downwards_trend:📉 bar_chart:📊
dart:🎯 checkered_flag:🏁 triangular_flag_on_post:🚩 mountain:⛰️ ladder:🪜 compass:🧭 map:🗺️ telephone:☎️
phone:📞 email:📧 envelope:✉️ inbox_tray:📥 outbox_tray:📤 mailbox:📫 calendar:📅 date:📅
spiral_calendar_pad:🗓️ clock9:🕘 hourglass:⌛ hourglass_flowing_sand:⏳ alarm_clock:⏰ stopwatch:⏱️
bell:🔔 no_bell:🔕 mega:📣 loudspeaker:📢 memo:📝 pencil:📝 pencil2:✏️ clipboard:📋 pushpin:📌
round_pushpin:📍 paperclip:📎
link:🔗 file_folder:📁 books:📚 book:📖 bookmark:🔖 mag:🔍 lock:🔒 unlock:🔓 key:🔑 hammer:🔨 wrench:🔧 gear:⚙️
palm_tree:🌴 airplane:✈️ face_with_thermometer:🤒 no_entry:⛔
bulb:💡 computer:💻 iphone:📱 package:📦 seedling:🌱 evergreen_tree:🌲 four_leaf_clover:🍀 sunflower:🌻
rose:🌹 bouquet:💐 coffee:☕ tea:🍵 beer:🍺 beers:🍻 champagne:🍾 clinking_glasses:🥂 pizza:🍕 cake:🍰
doughnut:🍩 cookie:🍪 taco:🌮 apple:🍎 soccer:⚽ basketball:🏀 running:🏃 bicyclist:🚴 house:🏠 office:🏢
airplane:✈️ car:🚗 globe_with_meridians:🌐 white_check_mark:✅ heavy_check_mark:✔️
ballot_box_with_check:☑️ x:❌ negative_squared_cross_mark:❎ warning:⚠️ no_entry:⛔ no_entry_sign:🚫
question:❓ exclamation:❗ heavy_plus_sign:➕ heavy_minus_sign:➖ arrow_up:⬆️ arrow_down:⬇️
arrow_right:➡️ arrow_left:⬅️ arrow_upper_right:↗️ arrow_lower_right:↘️ arrows_counterclockwise:🔄
repeat:🔁 new:🆕 information_source:ℹ️ red_circle:🔴 large_orange_circle:🟠 large_yellow_circle:🟡
large_green_circle:🟢 large_blue_circle:🔵 white_circle:⚪ black_circle:⚫ large_green_square:🟩
large_yellow_square:🟨 large_red_square:🟥 small_blue_diamond:🔹 dog:🐶 cat:🐱 unicorn_face:🦄 bee:🐝
turtle:🐢 eagle:🦅 lion_face:🦁 owl:🦉 whale:🐳 bear:🐻 parrot:🦜 one:1️⃣ two:2️⃣ three:3️⃣ four:4️⃣
five:5️⃣ keycap_ten:🔟 left_right_arrow:↔️ wastebasket:🗑️ scales:⚖️ leftwards_arrow_with_hook:↩️
currency_exchange:💱 page_facing_up:📄
"""

COMMON: tuple[str, ...] = ("tada", "+1", "heart", "clap", "raised_hands", "fire")
COMMON += ("eyes", "white_check_mark", "rocket", "trophy", "star", "pray")

EMOJI: dict[str, str] = dict(item.split(":", 1) for item in _TABLE.split())
EMOJI |= {alias: EMOJI[name] for alias, name in ALIASES.items() if name in EMOJI and alias not in EMOJI}
EMOJI |= {name: EMOJI[alias] for alias, name in ALIASES.items() if alias in EMOJI and name not in EMOJI}


def emoji_html(name: str) -> str:
    """The emoji of this short name (`tada`, `wave::skin-tone-3`), or `:name:` when it is unknown."""
    base, _, tone = name.partition("::skin-tone-")
    if base not in EMOJI:
        return esc(f":{name}:")
    modifier = chr(0x1F3F9 + int(tone)) if tone.isdecimal() and 2 <= int(tone) <= 6 else ""
    return f'<span class="emoji" role="img" title=":{esc(base)}:">{EMOJI[base]}{modifier}</span>'
