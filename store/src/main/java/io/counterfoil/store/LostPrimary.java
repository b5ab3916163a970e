package io.counterfoil.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/// Has a pool let go of a primary that became a standby while it was connected: it would refuse to
/// write for ever. Public for the pool, which makes it by its name.
public final class LostPrimary implements SQLExceptionOverride {
  /// Made by the pool.
  public LostPrimary() {}

  @java.lang.Override
  public SQLExceptionOverride.Override adjudicate(SQLException e) {
    return StoreDialect.READ_ONLY.equals(e.getSQLState())
        ? SQLExceptionOverride.Override.MUST_EVICT
        : SQLExceptionOverride.Override.CONTINUE_EVICT;
  }
}
