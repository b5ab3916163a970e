package io.counterfoil.server.admin;

import io.counterfoil.core.account.AccountName;
import io.counterfoil.core.account.AccountState;
import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.account.UserId;
import io.counterfoil.core.change.AccountCommand;
import io.counterfoil.core.change.Command;
import io.counterfoil.core.change.KeyCommand;
import io.counterfoil.core.change.KeyEdit;
import io.counterfoil.core.change.PeopleCommand;
import io.counterfoil.core.change.RoleCommand;
import io.counterfoil.core.key.AddressRange;
import io.counterfoil.core.key.ApiKey;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.key.Holder;
import io.counterfoil.core.key.KeyId;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.Role;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.store.Directory;
import io.counterfoil.server.catalogue.CatalogueException;
import io.counterfoil.server.catalogue.CatalogueFile;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Reads a change that is only supposed.
final class SupposedChange {
  /// The fields of a body that say it.
  static final String[] FIELDS = {
    "change", "key", "user", "role", "roles", "name", "resources", "addresses", "catalogue"
  };

  private static final String CHANGES =
      "link_role, unlink_role, set_roles, edit_role, delete_role, activate_key, deactivate_key,"
          + " delete_key, finish_renewal, undo_renewal, set_addresses, remove_external_key,"
          + " remove_user, activate_account, deactivate_account, import_catalogue";

  private final Directory directory;
  private final AccountName account;
  private final Body body;

  private SupposedChange(Directory directory, AccountName account, Body body) {
    this.directory = directory;
    this.account = account;
    this.body = body;
  }

  static Command read(Directory directory, AccountName account, Body body) {
    return new SupposedChange(directory, account, body).command();
  }

  private Command command() {
    String change = body.text("change");
    return switch (change) {
      case "link_role" -> new RoleCommand.LinkRoles(account, holder(), Set.of(role()));
      case "unlink_role" -> new RoleCommand.UnlinkRole(account, holder(), role());
      case "set_roles" ->
          new KeyCommand.SetKeyRoles(account, key(), Exchange.roles(body.optionalNumbers("roles")));
      case "edit_role" -> editRole();
      case "delete_role" -> new RoleCommand.DeleteRole(account, role());
      case "activate_key" -> new KeyCommand.SetKeyActive(account, key(), true);
      case "deactivate_key" -> new KeyCommand.SetKeyActive(account, key(), false);
      case "delete_key" -> new KeyCommand.DeleteKey(account, key());
      case "finish_renewal" -> new KeyCommand.FinishRenewal(account, key());
      case "undo_renewal" -> new KeyCommand.UndoRenewal(account, key());
      case "set_addresses" ->
          new KeyCommand.EditKey(
              account,
              key(),
              List.of(
                  new KeyEdit.Addresses(
                      body.texts("addresses").stream().map(AddressRange::parse).toList())));
      case "remove_external_key" -> new KeyCommand.RemoveExternalKey(account, key());
      case "remove_user" -> new PeopleCommand.RemoveUser(account, user());
      case "activate_account" -> new AccountCommand.SetAccountState(account, AccountState.ACTIVE);
      case "deactivate_account" ->
          new AccountCommand.SetAccountState(account, AccountState.INACTIVE);
      case "import_catalogue" -> catalogue();
      default ->
          throw new BadRequestException(
              "change: `" + Quoted.text(change) + "` (expected: one of " + CHANGES + ")");
    };
  }

  private Holder holder() {
    if (body.has("key") == body.has("user")) {
      throw new BadRequestException("body: (expected: key or user, whose role it is)");
    }
    return body.has("key") ? new Holder.OfKey(key()) : new Holder.OfUser(user());
  }

  private KeyId key() {
    String text = body.text("key");
    ApiKey known = AppKey.isValid(text) ? directory.key(new AppKey(text)) : null;
    return known == null ? new KeyId(uuid("key", text)) : known.id();
  }

  private UserId user() {
    return new UserId(uuid("user", body.text("user")));
  }

  private UUID uuid(String what, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(
          404, what + " `" + Quoted.text(text) + "` is not one of account `" + account + "`");
    }
  }

  private RoleId role() {
    return new RoleId(body.whole("role"));
  }

  private Command editRole() {
    Role before = directory.role(account, role());
    String name = body.optionalText("name");
    String kept = before == null ? "" : before.name();
    return new RoleCommand.EditRole(
        account,
        role(),
        name == null ? kept : name,
        body.texts("resources").stream().map(ResourceKey::new).collect(Collectors.toSet()));
  }

  private Command catalogue() {
    String text = body.optionalLines("catalogue");
    if (text == null) {
      throw new BadRequestException("catalogue: missing (expected: the text of a catalogue)");
    }
    try {
      return new RoleCommand.ImportCatalogue(
          CatalogueFile.parse("catalogue", text, directory.catalogue().customResources()));
    } catch (CatalogueException e) {
      throw new BadRequestException(String.valueOf(e.getMessage()));
    }
  }
}
