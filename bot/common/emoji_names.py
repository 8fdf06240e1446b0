"""Names of emoji in Slack: which are one emoji, and which skin tone a name has; pure."""

# The first name is the emoji's own, those after it are its aliases: as in the table that Slack's names come
# from (iamcal/emoji-data, `short_names`), and a few that Slack's clients know besides.
_SAME = """
cn flag-cn, de flag-de, es flag-es, fr flag-fr, gb uk flag-gb, it flag-it, jp flag-jp, kr flag-kr, ru
flag-ru, us flag-us, moon waxing_gibbous_moon, mostly_sunny sun_small_cloud, barely_sunny
sun_behind_cloud, partly_sunny_rain sun_behind_rain_cloud, lightning lightning_cloud, tornado
tornado_cloud, fried_egg cooking, runner running, izakaya_lantern lantern, bee honeybee, ladybug
lady_beetle, dolphin flipper, feet paw_prints, facepunch punch, +1 thumbsup, -1 thumbsdown, shirt tshirt,
mans_shoe shoe, man_and_woman_holding_hands woman_and_man_holding_hands couple, two_men_holding_hands
men_holding_hands, two_women_holding_hands women_holding_hands, women-with-bunny-ears-partying
woman-with-bunny-ears-partying, men-with-bunny-ears-partying man-with-bunny-ears-partying, boom collision,
hankey poop shit, book open_book, memo pencil, hocho knife, middle_finger
reversed_hand_with_middle_finger_extended, laughing satisfied, car red_car, the_horns sign_of_the_horns,
crossed_fingers hand_with_index_and_middle_fingers_crossed, face_with_raised_eyebrow
face_with_one_eyebrow_raised, star-struck grinning_face_with_star_eyes, zany_face
grinning_face_with_one_large_and_one_small_eye, shushing_face face_with_finger_covering_closed_lips,
face_with_symbols_on_mouth serious_face_with_symbols_covering_mouth, face_with_hand_over_mouth
smiling_face_with_smiling_eyes_and_hand_covering_mouth, face_vomiting face_with_open_mouth_vomiting,
exploding_head shocked_face_with_exploding_head, mrs_claus mother_christmas, phone telephone,
medical_symbol staff_of_aesculapius, boat sailboat, email envelope, hand raised_hand, exclamation
heavy_exclamation_mark,
slightly_smiling_face simple_smile, thinking_face thinking, hugging_face hugs, robot_face robot,
heart red_heart, rolling_on_the_floor_laughing rofl, unicorn_face unicorn
"""
_GROUPS = [group.split() for group in _SAME.split(",")]
ALIASES: dict[str, str] = {alias: own for own, *aliases in _GROUPS for alias in aliases}
_NAMES = {own: (own, *aliases) for own, *aliases in _GROUPS}


def emoji_of(name: str) -> str:
    """The own name of this emoji, without alias and skin tone: `thumbsup::skin-tone-3` is `+1`."""
    base = name.partition("::")[0]
    return ALIASES.get(base, base)


def toned(name: str) -> str:
    """The own name of this emoji, in its skin tone: `thumbsup::skin-tone-3` is `+1::skin-tone-3`."""
    _, mark, tone = name.partition("::")
    return f"{emoji_of(name)}{mark}{tone}"


def names_of(name: str) -> tuple[str, ...]:
    """All names of this emoji, its own first."""
    own = emoji_of(name)
    return _NAMES.get(own, (own,))
