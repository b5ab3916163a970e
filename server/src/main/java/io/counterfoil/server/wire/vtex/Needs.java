package io.counterfoil.server.wire.vtex;

import static io.counterfoil.core.role.Administration.CREATE_ROLE;
import static io.counterfoil.core.role.Administration.EDIT_ADMIN_USERS;
import static io.counterfoil.core.role.Administration.EDIT_API_KEYS;
import static io.counterfoil.core.role.Administration.FIND_USER;
import static io.counterfoil.core.role.Administration.LIST_ROLES;
import static io.counterfoil.core.role.Administration.LIST_USERS;
import static io.counterfoil.core.role.Administration.REMOVE_USER;
import static io.counterfoil.core.role.Administration.RENEW_API_TOKEN;
import static io.counterfoil.core.role.Administration.SAVE_ACCOUNT;
import static io.counterfoil.core.role.Administration.SAVE_USER;
import static io.counterfoil.core.role.Administration.VIEW_ACCOUNT;
import static io.counterfoil.core.role.Administration.VIEW_ADMIN_USERS;
import static io.counterfoil.core.role.Administration.VIEW_API_KEYS;

import io.counterfoil.core.role.Requirement;
import io.counterfoil.core.role.ResourceKey;
import java.util.List;

/// What the routes ask for: the resources of License Manager's API reference and, beside them, the
/// newer ones of its pages on API keys and on admin users.
final class Needs {
  static final Requirement FIND =
      anyOf(REMOVE_USER, SAVE_USER, FIND_USER, VIEW_ADMIN_USERS, EDIT_ADMIN_USERS);
  static final Requirement REMOVE = anyOf(SAVE_USER, REMOVE_USER, EDIT_ADMIN_USERS);
  static final Requirement SAVE = anyOf(SAVE_USER, EDIT_ADMIN_USERS);
  static final Requirement LIST = anyOf(LIST_USERS, VIEW_ADMIN_USERS, EDIT_ADMIN_USERS);
  static final Requirement LINK = anyOf(SAVE_USER, EDIT_API_KEYS, EDIT_ADMIN_USERS);
  static final Requirement ROLES_OF = anyOf(FIND_USER, VIEW_ADMIN_USERS, VIEW_API_KEYS);
  static final Requirement ROLES = anyOf(LIST_ROLES, VIEW_ADMIN_USERS, EDIT_ADMIN_USERS);
  static final Requirement MAKE_ROLE = anyOf(CREATE_ROLE);
  static final Requirement EDIT_KEYS = anyOf(SAVE_USER, EDIT_API_KEYS);
  static final Requirement VIEW_KEYS = anyOf(SAVE_USER, VIEW_API_KEYS, EDIT_API_KEYS);
  static final Requirement RENEW = anyOf(RENEW_API_TOKEN);
  static final Requirement STORES = anyOf(VIEW_ACCOUNT);
  static final Requirement WHOLE_ACCOUNT = anyOf(SAVE_ACCOUNT);
  static final Requirement NOTHING = new Requirement.Nothing();

  private Needs() {}

  private static Requirement anyOf(ResourceKey... keys) {
    return Requirement.anyOf(List.of(keys));
  }
}
