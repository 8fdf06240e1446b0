"""Block Kit as Slack checks it: messages and views that Slack would refuse are refused the same way."""

from bot.emulator.block_kit.validation import refuse_new_blocks, validate_message, validate_view

__all__ = ["refuse_new_blocks", "validate_message", "validate_view"]
