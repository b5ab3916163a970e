package io.counterfoil.server.demo;

import io.counterfoil.server.demo.DemoCaller.Call;
import io.counterfoil.server.demo.DemoKeys.DemoPair;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// What called the demo for 24 hours: its integrations, each with its habits and mistakes. The same
/// in every demo.
final class DemoTraffic {
  private static final int HOURS = 24;
  private static final int PER_HOUR = 3;
  private static final String OFFICE = "203.0.113.20";
  private static final String CLOUD = "192.0.2.77";
  private static final String HALL = "198.51.100.14";
  private static final Client ERP = new Client(OFFICE, "erp-sync/7.4");
  private static final Client POSTMAN = new Client(OFFICE, "PostmanRuntime/7.45");
  private static final Client CURL = new Client(OFFICE, "curl/8.9.1");
  private static final Client SCRIPT = new Client(CLOUD, "python-requests/2.32");
  private static final String ORDERS = "/api/oms/pvt/orders/";

  private final DemoCaller caller;
  private final DemoAccount account;
  private final DemoKeys keys;
  private final SplittableRandom random = new SplittableRandom(HOURS);
  private @Nullable DemoCredentials credentials;

  /// Who calls, as far as the edge can tell.
  private record Client(String address, String agent) {}

  DemoTraffic(DemoCaller caller, DemoAccount account, DemoKeys keys) {
    this.caller = caller;
    this.account = account;
    this.keys = keys;
  }

  /// What the calls are made with, known once they were played.
  DemoCredentials credentials() {
    return Objects.requireNonNull(credentials, "the calls were played");
  }

  void write(DemoScript script) {
    script.ago(Duration.ofHours(HOURS), () -> credentials = account.credentials());
    for (int hour = HOURS - 1; hour >= 0; hour--) {
      for (int part = PER_HOUR - 1; part >= 0; part--) {
        Duration ago = Duration.ofHours(hour).plusMinutes(3L + 19L * part);
        int at = hour;
        int which = part;
        script.ago(ago, () -> moment(at, which));
      }
    }
  }

  private void moment(int hour, int part) {
    erp(1 + random.nextInt(3));
    market(1 + random.nextInt(2));
    if (part == 0) {
      pair("bi", "GET", payment(), new Client(CLOUD, "bi-extractor/3.2"));
      prices();
    }
    if (part == 1) {
      picker();
      renewing();
    }
    if (part == 2 && hour % 3 == 0) {
      mistake(hour / 3);
      outOfUse();
    }
    if (hour == 1 && part == 1) {
      for (int i = 0; i < 3; i++) {
        demo("NO_ROLE", "GET", order(), new Client(OFFICE, "integration/0.1"));
      }
    }
  }

  private String order() {
    return ORDERS + "v50255" + (1000 + random.nextInt(9000)) + "llux-01";
  }

  private String payment() {
    return order() + "/payment-transaction";
  }

  private String sku() {
    return Integer.toString(1000 + random.nextInt(60));
  }

  private void erp(int count) {
    for (int i = 0; i < count; i++) {
      demo("ORDERS", "GET", order(), ERP);
    }
    if (random.nextInt(4) == 0) {
      demo("ORDERS", "POST", order() + "/cancel", ERP);
    }
  }

  private void market(int count) {
    for (int i = 0; i < count; i++) {
      String path = order() + (i % 2 == 0 ? "/start-handling" : "/invoice");
      pair("market", "POST", path, new Client(CLOUD, "marketplace-bridge/1.9"));
    }
  }

  private void prices() {
    String path = "/pricing/prices/" + sku();
    pair("prices", "GET", path, new Client(CLOUD, "price-feed/2.0"));
    if (random.nextInt(3) == 0) {
      pair("prices", "PUT", path, new Client(CLOUD, "price-feed/2.0"));
    }
    if (random.nextInt(4) == 0) {
      pair("prices retired", "GET", path, new Client(OFFICE, "price-feed/1.8"));
    }
  }

  private void picker() {
    String path = "/api/logistics/pvt/inventory/skus/" + sku() + "/warehouses/gru1";
    pair("picker", "PUT", path, new Client(HALL, "picker/5.1"));
    if (random.nextInt(5) == 0) {
      pair("picker", "PUT", path, CURL);
    }
  }

  /// One caller has moved to the new token, one has not.
  private void renewing() {
    String key = value("RENEWING_KEY");
    make(key, value("RENEWING_NEW_TOKEN"), "GET", payment(), new Client(CLOUD, "payments/4.0"));
    make(key, value("RENEWING_OLD_TOKEN"), "GET", payment(), new Client(OFFICE, "payments/3.6"));
  }

  private void mistake(int which) {
    String key = value("ORDERS_KEY");
    String token = value("ORDERS_TOKEN");
    switch (which) {
      case 0 -> make(key, token.substring(0, 20), "GET", order(), POSTMAN);
      case 1 -> make(key, '"' + token + '"', "GET", order(), SCRIPT);
      case 2 -> make(token, key, "GET", order(), POSTMAN);
      case 3 -> make(null, null, "GET", order(), CURL);
      case 4 -> make(key, value("ADMIN_TOKEN"), "GET", order(), ERP);
      case 5 -> make(key, "{{appToken}}", "GET", order(), POSTMAN);
      case 6 -> make(key, token, "GET", "/api/oms/pvt/unknown", POSTMAN);
      default -> make(key, null, "GET", order(), SCRIPT);
    }
  }

  /// Callers of keys that are out of use.
  private void outOfUse() {
    demo("INACTIVE", "GET", order(), new Client(HALL, "warehouse/1.0"));
    pair("campaign", "GET", order(), new Client(CLOUD, "campaign/11.24"));
    pair("staging", "GET", order(), new Client("192.0.2.200", "Go-http-client/2.0"));
  }

  private String value(String variable) {
    return credentials().value("DEMO_" + variable);
  }

  private void demo(String name, String method, String path, Client client) {
    make(value(name + "_KEY"), value(name + "_TOKEN"), method, path, client);
  }

  private void pair(String name, String method, String path, Client client) {
    DemoPair pair = keys.pair(name);
    make(pair.name(), pair.token().reveal(), method, path, client);
  }

  private void make(
      @Nullable String key, @Nullable String token, String method, String path, Client client) {
    caller.make(new Call(key, token, method, path, client.address(), client.agent()));
  }
}
