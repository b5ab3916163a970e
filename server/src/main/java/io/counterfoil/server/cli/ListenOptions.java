package io.counterfoil.server.cli;

import io.counterfoil.core.account.Revision;
import io.counterfoil.server.wiring.DataDirectory;
import io.counterfoil.server.wiring.ServerConfig;
import io.counterfoil.server.wiring.StartException;
import io.counterfoil.store.SqlStore;
import io.counterfoil.store.StoreAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where a server listens and what it keeps its record in.
final class ListenOptions {
  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "Address to listen at; loopback unless told otherwise (${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port of the control server, 0 for a free one (${DEFAULT-VALUE}).")
  private int port;

  @Mixin private EdgeOptions edge = new EdgeOptions();

  @Option(
      names = "--public-url",
      description = "Where the control server is reached from outside; where it listens if unset.")
  private @Nullable String publicUrl;

  @Option(
      names = "--base-domain",
      defaultValue = "counterfoil.localhost",
      description = "Hosts ACCOUNT.DOMAIN belong to that account (${DEFAULT-VALUE}).")
  private String baseDomain = "counterfoil.localhost";

  @Option(
      names = "--key-prefix",
      defaultValue = "appkey",
      description = "What new appKeys begin with (${DEFAULT-VALUE}).")
  private String prefix = "appkey";

  @Option(
      names = "--trusted-hops",
      defaultValue = "1",
      description =
          "How many proxies stand before the edge, counted in X-Forwarded-For (${DEFAULT-VALUE}).")
  private int trustedHops = 1;

  @Mixin private SignInOptions signIn = new SignInOptions();

  @Option(
      names = "--store",
      description =
          "Address of the store, such as postgresql://user:pass@host/db; COUNTERFOIL_STORE if"
              + " unset, then embedded.")
  private @Nullable String store;

  @Option(
      names = "--leak-keys",
      paramLabel = "URL",
      description = {
        "Takes reports of leaked tokens at /v1/leaks that are signed with the public keys at this",
        "URL, or in this file, such as https://api.github.com/meta/public_keys/secret_scanning."
      })
  private @Nullable String leakKeys;

  @Option(
      names = "--keep-refusals",
      paramLabel = "DAYS",
      defaultValue = "7",
      description = "For how many days refusals are kept, 1 to 30 (${DEFAULT-VALUE}).")
  private int keepRefusals = ServerConfig.KEEP_REFUSALS;

  @Option(
      names = "--authzen",
      paramLabel = "FILE",
      description = "What enforcement points that speak AuthZEN call things: YAML, see its page.")
  private @Nullable Path authzen;

  @Mixin private OutboundOptions outbound = new OutboundOptions();

  /// Whether nothing was kept yet where a server with these options keeps its record.
  boolean isFresh(Path data) {
    if (store == null) {
      return !DataDirectory.holdsRecord(data);
    }
    try (SqlStore probe = SqlStore.open(StoreAddress.parse(store))) {
      return probe.head().equals(Revision.NONE);
    } catch (IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  ServerConfig config(Path data) {
    return new ServerConfig(
        data,
        store == null ? System.getenv("COUNTERFOIL_STORE") : store,
        host,
        port,
        edge.config(host),
        publicUrl,
        baseDomain,
        prefix,
        trustedHops,
        outbound.config(baseDomain),
        leakKeys,
        signIn.config(),
        keepRefusals,
        authzen);
  }
}
