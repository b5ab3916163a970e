package io.counterfoil.server.wire.vtex;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Directory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;

/// Lists of roles' numbers in bodies: `[1, "957", {"id": 957}]`.
final class RoleLists {
  /// What such a list is.
  static final String EXPECTED = "a list of roles' numbers, such as [1, 957]";

  private static final int MOST_DIGITS = 9;

  private RoleLists() {}

  /// The roles' numbers, each of which is a role of the account.
  ///
  /// @throws WireException where one is not
  static Set<RoleId> read(JsonArray listed, Directory directory, AccountName account) {
    Set<RoleId> roles = new TreeSet<>();
    for (Object each : listed) {
      RoleId role = number(each instanceof JsonObject object ? object.getValue("id") : each);
      if (directory.role(account, role) == null) {
        throw WireException.message(
            400, "Roles list contains roles that do not exist in this account");
      }
      roles.add(role);
    }
    return roles;
  }

  private static RoleId number(Object value) {
    String text = String.valueOf(value);
    if (text.length() > MOST_DIGITS || !text.matches("\\d+")) {
      throw WireException.body(EXPECTED);
    }
    return new RoleId(Integer.parseInt(text));
  }
}
