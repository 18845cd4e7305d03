"""What the public side may do: read the register, know keys, count, take what is sent to it."""

from django.db import DEFAULT_DB_ALIAS, connections

ROLE = "newsroom_public"
TABLES = (
    "register_item",
    "register_reference",
    "register_tie",
    "register_name",
    "register_date",
    "register_date_count",
    "register_past",
    "register_search",
    "register_mark",
    "register_batch",
    "register_epoch",
    "dumps_dump",  # which dumps there are
    "django_migrations",  # readiness compares it with the code
)
# Rows may be put in here, and not be seen again: what readers write to the newsroom.
BOX = "readers_letter"
# What a key may read and how often, but not whom to write to; and what it has asked for.
COLUMNS = {
    "partners_key": "id, partner_id, name, digest, is_test, expires_at, revoked_at, last_used_at",
    "partners_partner": "id, name, slug, is_active, labels, hidden, gets_embargoed, networks,"
    " per_minute, per_day",
}
NOTED = {"partners_key": "last_used_at"}
COUNTED = ("partners_count", "partners_usage")
# How far whoever tries the API has played the story that is made up for it.
PLAYED = "sandbox_play"
# What keys are given is put in here, and not seen again but by who knows a key of the partner.
GIVEN = ("pulls_pull", "pulls_acknowledgement", "pulls_reach")
OWN = ("pulls_not_taken(text)", "pulls_last(text, int)")
# Says to who knows the key of an alert what the alerts of its reader are, and nobody's address.
ALERTS = "readers_alerts(text)"
# What partners do with their webhooks. Secrets are put in and ended, and cannot be read; messages
# are asked for and sent again, and cannot be written.
WEBHOOK_READS = {
    "delivery_endpoint": "*",
    "delivery_delivery": "*",
    "delivery_attempt": "*",
    "delivery_secret": "id, endpoint_id, made_at, ends_at",
}
WEBHOOK_PUTS = ("delivery_endpoint", "delivery_secret")
WEBHOOK_CHANGES = {
    "delivery_endpoint": "url, events, state, reason, state_at, failing_since, deleted_at",
    "delivery_delivery": "due_at, tries, delivered_at, given_up_at, fate",
    "delivery_secret": "ends_at",
}
WEBHOOK_ASKS = "delivery_ask(bigint, text)"


def role_exists(role: str = ROLE) -> bool:
    """Whether the server knows this role."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("select exists (select from pg_roles where rolname = %s)", [role])
        return bool(cursor.fetchone()[0])


def create_role(role: str = ROLE) -> None:
    """Make the role; needs CREATEROLE. The present user may act as it."""
    connection = connections[DEFAULT_DB_ALIAS]
    name = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        cursor.execute(f"create role {name} nologin noinherit")
        cursor.execute(f"grant {name} to current_user")


def allow_login(password: str, role: str = ROLE) -> None:
    """Let the role log in: the public side of production connects as nobody else."""
    connection = connections[DEFAULT_DB_ALIAS]
    name = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        # A password is no parameter of this statement, so the server quotes it itself.
        cursor.execute("select quote_literal(%s)", [password])
        cursor.execute(f"alter role {name} login password {cursor.fetchone()[0]}")


def grant(role: str = ROLE) -> None:
    """Give the role exactly the rights it needs in this database, whatever it had before."""
    connection = connections[DEFAULT_DB_ALIAS]
    name = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        cursor.execute(f"revoke all on all tables in schema public from {name}")
        cursor.execute(f"revoke all on all sequences in schema public from {name}")
        cursor.execute("revoke create on schema public from public")
        cursor.execute(f"grant usage on schema public to {name}")
        cursor.execute(f"grant select on {', '.join(TABLES)} to {name}")
        for table, columns in COLUMNS.items():
            cursor.execute(f"grant select ({columns}) on {table} to {name}")
        for table, columns in NOTED.items():
            cursor.execute(f"grant update ({columns}) on {table} to {name}")
        cursor.execute(f"grant select, insert, update on {', '.join(COUNTED)} to {name}")
        cursor.execute(f"grant select, insert, update on {PLAYED} to {name}")
        cursor.execute(f"grant insert on {BOX} to {name}")
        cursor.execute(f"grant insert on {', '.join(GIVEN)} to {name}")
        cursor.execute(f"grant execute on function {', '.join((ALERTS, *OWN))} to {name}")
        for table, columns in WEBHOOK_READS.items():
            which = "" if columns == "*" else f" ({columns})"
            cursor.execute(f"grant select{which} on {table} to {name}")
        for table, columns in WEBHOOK_CHANGES.items():
            cursor.execute(f"grant update ({columns}) on {table} to {name}")
        for table in WEBHOOK_PUTS:
            cursor.execute(f"grant insert on {table} to {name}")
            cursor.execute(f"grant usage on sequence {table}_id_seq to {name}")
        cursor.execute(f"grant execute on function {WEBHOOK_ASKS} to {name}")
