"""The six others of the worked vectors."""

from bot.features.skills.rules.shrinkage import Trials

Q = [Trials(17, 48), Trials(14, 40), Trials(21, 52), Trials(15, 45), Trials(13, 36), Trials(19, 50)]
