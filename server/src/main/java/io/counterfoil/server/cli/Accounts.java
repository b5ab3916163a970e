package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Which account a command is about, and what it may name there.
final class Accounts {
  @Option(
      names = "--account",
      description = "The account; DEMO_ACCOUNT or COUNTERFOIL_ACCOUNT of the environment if unset.")
  private @Nullable String account;

  /// The address of the account.
  ///
  /// @throws ParameterException if no account was named
  String path(CommandSpec spec) {
    return "/v1/accounts/" + ControlClient.encoded(name(spec));
  }

  /// The name of the account.
  ///
  /// @throws ParameterException if no account was named
  String name(CommandSpec spec) {
    String named = account;
    for (String variable : List.of("COUNTERFOIL_ACCOUNT", "DEMO_ACCOUNT")) {
      named = named == null ? System.getenv(variable) : named;
    }
    if (named == null) {
      throw new ParameterException(spec.commandLine(), "which account? (expected: --account NAME)");
    }
    return named;
  }

  /// The numbers of roles that were given by number or by exact name.
  static List<Integer> roles(ControlClient client, String account, List<String> named) {
    List<Integer> numbers = new ArrayList<>();
    JsonNode known = null;
    for (String name : named) {
      if (name.matches("\\d{1,9}")) {
        numbers.add(Integer.parseInt(name));
        continue;
      }
      known = known == null ? client.get(account + "/roles?limit=200").path("items") : known;
      numbers.add(number(known, name));
    }
    return numbers;
  }

  private static int number(JsonNode roles, String name) {
    for (JsonNode role : roles) {
      if (role.path("name").asText().equals(name)) {
        return role.path("id").asInt();
      }
    }
    throw new FailedException(
        "role `" + name + "` is not one of the account's; see `counterfoil role list`");
  }
}
