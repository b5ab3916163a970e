package io.counterfoil.server.admin;

import static io.counterfoil.core.role.Administration.CREATE_ROLE;
import static io.counterfoil.core.role.Administration.EDIT_ADMIN_USERS;
import static io.counterfoil.core.role.Administration.EDIT_API_KEYS;
import static io.counterfoil.core.role.Administration.FIND_USER;
import static io.counterfoil.core.role.Administration.LIST_ROLES;
import static io.counterfoil.core.role.Administration.LIST_USERS;
import static io.counterfoil.core.role.Administration.SAVE_ACCOUNT;
import static io.counterfoil.core.role.Administration.SAVE_USER;
import static io.counterfoil.core.role.Administration.VIEW_ACCOUNT;
import static io.counterfoil.core.role.Administration.VIEW_ADMIN_USERS;
import static io.counterfoil.core.role.Administration.VIEW_API_KEYS;
import static io.counterfoil.core.role.Administration.VIEW_AUDIT;

import io.counterfoil.core.role.Requirement;
import java.util.List;

/// The resources that each kind of reading asks for; any one of them will do. What changes ask for
/// stands in the registry's authority.
final class Needs {
  static final Requirement KEYS =
      Requirement.anyOf(List.of(VIEW_API_KEYS, EDIT_API_KEYS, SAVE_USER));
  static final Requirement IMPORT = Requirement.anyOf(List.of(EDIT_API_KEYS, SAVE_USER));
  static final Requirement ROLES = Requirement.anyOf(List.of(LIST_ROLES, CREATE_ROLE, SAVE_USER));
  static final Requirement USERS =
      Requirement.anyOf(
          List.of(LIST_USERS, FIND_USER, VIEW_ADMIN_USERS, EDIT_ADMIN_USERS, SAVE_USER));
  static final Requirement ACCOUNT = Requirement.anyOf(List.of(VIEW_ACCOUNT, SAVE_ACCOUNT));
  static final Requirement AUDIT = Requirement.anyOf(List.of(VIEW_AUDIT, SAVE_ACCOUNT));
  static final Requirement WEBHOOKS = Requirement.anyOf(List.of(SAVE_ACCOUNT));

  private Needs() {}
}
