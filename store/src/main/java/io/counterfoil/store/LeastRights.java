package io.counterfoil.store;

import java.util.regex.Pattern;

/// What a role of PostgreSQL needs so that a server can run as it, and no more: it makes and alters
/// no table, and what the audit log holds it can add to and read.
public final class LeastRights {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  private LeastRights() {}

  /// The statements that the owner of the tables runs after each migration.
  ///
  /// @param role whom the server signs in as
  /// @param schema where its tables are
  /// @throws IllegalArgumentException if one of them is no plain name
  public static String statements(String role, String schema) {
    check("role", role);
    check("schema", schema);
    return """
    -- %1$s may run a server on the tables of %2$s. Run this as their owner, after each migration.
    grant usage on schema %2$s to %1$s;
    grant select, insert, update, delete on all tables in schema %2$s to %1$s;
    alter default privileges in schema %2$s
      grant select, insert, update, delete on tables to %1$s;
    revoke update, delete, truncate on %2$s.audit_log, %2$s.change_log from %1$s;
    revoke insert, delete, truncate on %2$s.stream_head from %1$s;
    revoke insert, update, delete, truncate
      on %2$s.flyway_schema_history, %2$s.events_schema_history from %1$s;
    """
        .formatted(role, schema);
  }

  private static void check(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what + ": `" + name + "` (expected: a-z, 0-9 and _, at most 63, no digit in front)");
    }
  }
}
