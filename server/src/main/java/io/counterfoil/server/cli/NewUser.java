package io.counterfoil.server.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is said of a person who is to become a user.
final class NewUser {
  @Option(names = "--name", description = "The e-mail address if unset.")
  private @Nullable String name;

  @Option(names = "--role", description = "By number or name; may be repeated.")
  private @Nullable List<String> roles;

  @Option(names = "--no-invitation", description = "Invite them later.")
  private boolean silent;

  /// The same as the server takes it.
  ///
  /// @param account the address of the account whose roles they are
  Map<String, Object> body(ControlClient client, String account) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("invite", !silent);
    if (name != null) {
      body.put("name", name);
    }
    if (roles != null) {
      body.put("roles", Accounts.roles(client, account, roles));
    }
    return body;
  }
}
