"""Slack's error codes: which never pass by themselves, and whose they are.

Of every method that is called here, each documented code is in one of these sets:
https://docs.slack.dev/reference/methods
"""

# What Slack answers where the app is no member, and may not post.
NOT_A_MEMBER = frozenset({"channel_not_found", "not_in_channel"})
# The channel does not take it, until somebody invites the app, or changes the channel.
OF_PLACE = frozenset(
    {
        "cannot_reply_to_message",
        "channel_is_limited_access",
        "channel_not_found",
        "channels_limit_exceeded",
        "invalid_channel",
        "is_archived",
        "is_inactive",
        "method_not_supported_for_channel_type",
        "not_in_channel",
        "posting_to_channel_denied",
        "restricted_action",
        "restricted_action_non_threadable_channel",
        "restricted_action_read_only_channel",
        "restricted_action_thread_locked",
        "restricted_action_thread_only_channel",
        "slack_connect_blocked_file_type",
        "slack_connect_canvas_sharing_blocked",
        "slack_connect_clip_sharing_blocked",
        "slack_connect_file_link_sharing_blocked",
        "slack_connect_file_upload_sharing_blocked",
        "slack_connect_lists_sharing_blocked",
    }
)
# The person cannot be reached.
OF_PERSON = frozenset(
    {
        "cannot_dm_bot",
        "invalid_user_combination",
        "messages_tab_disabled",
        "user_disabled",
        "user_not_found",
        "user_not_in_channel",
        "user_not_visible",
    }
)
# The workspace's rules or plan do not allow it, until an admin changes them.
OF_WORKSPACE = frozenset(
    {
        "access_denied",
        "app_access_restricted",
        "blocked_file_type",
        "cant_broadcast_message",
        "cant_delete_message",
        "enterprise_is_restricted",
        "file_share_limit_reached",
        "file_type_not_allowed",
        "file_upload_size_restricted",
        "file_uploads_disabled",
        "file_uploads_except_images_disabled",
        "max_file_sharing_exceeded",
        "missing_scope",
        "no_permission",
        "not_enabled",
        "storage_limit_reached",
        "team_not_found",
        "two_factor_setup_required",
        "unable_to_share_files",
    }
)
# What is to be changed is gone, or has become something else; a trigger's three seconds are over.
OF_TARGET = frozenset(
    {
        "cant_update_message",
        "edit_window_closed",
        "exchanged_trigger_id",
        "expired_trigger_id",
        "file_deleted",
        "file_is_deleted",
        "file_not_found",
        "hash_conflict",
        "invalid_trigger_id",
        "message_not_found",
        "not_found",
        "push_limit_reached",
        "streaming_state_conflict",
    }
)
# It was called wrongly: a mistake of ours.
OF_CALLER = frozenset(
    {
        "alt_txt_too_large",
        "as_user_not_supported",
        "attachment_payload_limit_exceeded",
        "block_mismatch",
        "deprecated_endpoint",
        "draft_already_deleted",
        "draft_already_sent",
        "draft_has_conflict",
        "draft_not_found",
        "duplicate_channel_not_found",
        "duplicate_external_id",
        "duplicate_message_not_found",
        "invalid_arg_name",
        "invalid_arguments",
        "invalid_array_arg",
        "invalid_attachments",
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_charset",
        "invalid_form_data",
        "invalid_metadata_filter_keys",
        "invalid_metadata_format",
        "invalid_metadata_schema",
        "invalid_post_type",
        "invalid_ts_latest",
        "invalid_ts_oldest",
        "is_bot",
        "limit_required",
        "markdown_text_conflict",
        "metadata_must_be_sent_from_app",
        "metadata_too_large",
        "method_deprecated",
        "missing_argument",
        "missing_file_data",
        "missing_post_type",
        "missing_profile_id",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_dual_broadcast_content_update",
        "no_text",
        "no_users_provided",
        "not_allowed_token_type",
        "not_enough_users",
        "not_implemented",
        "send_on_behalf_not_allowed",
        "snippet_too_large",
        "too_many_attachments",
        "too_many_contact_cards",
        "too_many_users",
        "unknown_method",
        "unknown_snippet_type",
        "unknown_subtype",
        "users_list_not_supplied",
        "view_too_large",
    }
)
# Trying again cannot help until somebody changes something.
PERMANENT = OF_PLACE | OF_PERSON | OF_WORKSPACE | OF_TARGET | OF_CALLER

# The token is not valid any more: nothing works in this workspace until a new installation.
TOKEN_LOST = frozenset(
    {
        "account_inactive",
        "ekm_access_denied",
        "invalid_auth",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
# Slack, or a proxy before it, gave up half-way: the call may have been carried out.
UNSURE = frozenset({"fatal_error", "internal_error", "unreadable_answer"})
_BROKEN_HALF_WAY = "http_5"
# Slack does not work at present, and has done nothing.
UNAVAILABLE = frozenset({"service_unavailable", "http_503"})
# A cursor of a paged reading that Slack no longer knows: begin anew.
CURSOR_LOST = "invalid_cursor"
# Too many calls, whoever made them.
RATE_LIMITED = frozenset({"rate_limited", "ratelimited"})
# These pass: the same call may work a little later.
PASSING = frozenset(
    {
        "accesslimited",
        "external_channel_migrating",
        "file_update_failed",
        "invalid_cursor",
        "message_limit_exceeded",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
        "update_failed",
    }
)
_RESTRICTED = "restricted_action"


def is_permanent(code: str) -> bool:
    """Whether a call will fail again as things are; codes that are not known may pass."""
    return code in PERMANENT | TOKEN_LOST or code.startswith(_RESTRICTED)


def is_unsure(code: str) -> bool:
    """Whether a call that ended so may have been carried out."""
    return code in UNSURE or (code.startswith(_BROKEN_HALF_WAY) and code not in UNAVAILABLE)
