package io.counterfoil.server.demo;

import io.counterfoil.core.account.Email;
import io.counterfoil.core.key.AppToken;
import io.counterfoil.core.registry.Issued;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// The demo's credentials, to be handed over once: they print hidden.
public final class DemoCredentials {
  private final Email sponsor;
  private final String password;
  private final Map<String, String> variables = new LinkedHashMap<>();

  /// @param issued by name: `admin`, `orders`, `noRole`, `inactive`, `renewing`, `renewed`
  DemoCredentials(Email sponsor, String password, Map<String, Issued> issued) {
    this.sponsor = sponsor;
    this.password = password;
    pair("DEMO_ADMIN", named(issued, "admin"));
    pair("DEMO_ORDERS", named(issued, "orders"));
    pair("DEMO_NO_ROLE", named(issued, "noRole"));
    pair("DEMO_INACTIVE", named(issued, "inactive"));
    Issued renewing = named(issued, "renewing");
    variables.put("DEMO_RENEWING_KEY", renewing.key().appKey().value());
    variables.put("DEMO_RENEWING_OLD_TOKEN", reveal(renewing));
    variables.put("DEMO_RENEWING_NEW_TOKEN", reveal(named(issued, "renewed")));
  }

  private static Issued named(Map<String, Issued> issued, String name) {
    return Objects.requireNonNull(issued.get(name), name);
  }

  private void pair(String name, Issued issued) {
    variables.put(name + "_KEY", issued.key().appKey().value());
    variables.put(name + "_TOKEN", reveal(issued));
  }

  private static String reveal(Issued issued) {
    AppToken token = issued.reveal();
    return token.reveal();
  }

  /// The value of one of the variables below.
  public String value(String variable) {
    String value = variables.get(variable);
    if (value == null) {
      throw new IllegalArgumentException(
          "variable `" + variable + "` (expected: one of the demo's)");
    }
    return value;
  }

  /// The Sponsor's address.
  public Email sponsor() {
    return sponsor;
  }

  /// The Sponsor's password.
  public String password() {
    return password;
  }

  /// All of it as shell variables, one a line.
  ///
  /// @param control where the control server is
  /// @param edge where the edge is
  public String shell(String control, String edge) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("COUNTERFOIL_CONTROL", control);
    all.put("COUNTERFOIL_EDGE", edge);
    all.put("DEMO_ACCOUNT", DemoAccount.NAME.value());
    all.put("DEMO_SPONSOR_EMAIL", sponsor.value());
    all.put("DEMO_SPONSOR_PASSWORD", password);
    all.putAll(variables);
    StringBuilder text = new StringBuilder();
    all.forEach((name, value) -> text.append(name).append("='").append(value).append("'\n"));
    return text.toString();
  }

  @Override
  public String toString() {
    return "DemoCredentials[hidden]";
  }
}
