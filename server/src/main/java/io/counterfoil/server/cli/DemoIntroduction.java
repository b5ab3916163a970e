package io.counterfoil.server.cli;

import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.server.demo.DemoCredentials;
import java.io.PrintWriter;

/// Prints the demo's credentials, once, and three requests that work as printed.
final class DemoIntroduction {
  private static final String ORDER = "/api/oms/pvt/orders/v502559llux-01";

  private final PrintWriter out;
  private final DemoCredentials credentials;
  private final String edge;

  DemoIntroduction(PrintWriter out, DemoCredentials credentials, String edge) {
    this.out = out;
    this.credentials = credentials;
    this.edge = edge;
  }

  void print() {
    out.println("Credentials, shown once:");
    out.println("  Sponsor   " + credentials.sponsor() + "   " + credentials.password());
    pair("DEMO_ADMIN", "holds every License Manager resource");
    pair("DEMO_ORDERS", "role OMS - Read only");
    pair("DEMO_NO_ROLE", "born without a role");
    pair("DEMO_INACTIVE", "switched off");
    out.println();
    curl("1. allowed: 200", "DEMO_ORDERS", "GET", ORDER);
    curl("2. no role is linked: 403 role_missing", "DEMO_NO_ROLE", "GET", ORDER);
    curl(
        "3. the role lacks the resource: 403 resource_missing",
        "DEMO_ORDERS",
        "POST",
        ORDER + "/cancel");
    out.println("Each refusal carries an id (refusalId, X-Counterfoil-Refusal-Id). Ask why:");
    out.println("  ./counterfoil why cf-...");
  }

  private void pair(String name, String description) {
    out.println("  " + credentials.value(name + "_KEY") + "   " + description);
    out.println("    " + credentials.value(name + "_TOKEN"));
  }

  private void curl(String title, String name, String method, String path) {
    out.println(title);
    out.println(
        "  curl -si "
            + edge
            + "/v1/authz/forward"
            + header("X-Original-Method", method)
            + header("X-Original-URI", path)
            + header(CredentialReader.APP_KEY, credentials.value(name + "_KEY"))
            + header(CredentialReader.APP_TOKEN, credentials.value(name + "_TOKEN")));
    out.println();
  }

  private static String header(String name, String value) {
    return " -H '" + name + ": " + value + "'";
  }
}
