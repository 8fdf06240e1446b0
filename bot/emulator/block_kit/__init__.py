"""Block Kit validation: messages and views that Slack would refuse are refused with the same error."""

from bot.emulator.block_kit.validation import refuse_new_blocks, validate_message, validate_view

__all__ = ["refuse_new_blocks", "validate_message", "validate_view"]
