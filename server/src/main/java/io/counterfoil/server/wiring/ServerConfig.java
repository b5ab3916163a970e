package io.counterfoil.server.wiring;

import io.counterfoil.edge.ClientAddress;
import io.counterfoil.edge.EdgeConfig;
import io.counterfoil.server.authzen.model.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the server is told at its start.
///
/// @param data the data directory
/// @param store the store's address; null for the embedded one in the data directory
/// @param host the address that the control server listens at
/// @param controlPort 0 for a free one
/// @param edge how the edge listens; where its problems are explained is found out at the start
/// @param publicUrl where the control server is reached from outside; null for where it listens
/// @param baseDomain hosts `{account}.{baseDomain}` belong to that account
/// @param prefix what new appKeys begin with
/// @param trustedHops how many proxies stand between clients and the edge
/// @param signIn how people sign in
/// @param outbound how the outside is told of what happens
/// @param authzen what accounts' enforcement points call things; null for their own names alone
/// @param leakKeys the URL or file of the public keys that reports of leaks are signed with; null
///   to take no reports from outside
/// @param keepRefusals for how many days refusals are kept, 1 to 30
public record ServerConfig(
    Path data,
    @Nullable String store,
    String host,
    int controlPort,
    EdgeConfig edge,
    @Nullable String publicUrl,
    String baseDomain,
    String prefix,
    int trustedHops,
    OutboundConfig outbound,
    @Nullable String leakKeys,
    SignInConfig signIn,
    int keepRefusals,
    @Nullable Path authzen) {
  /// For how many days refusals are kept unless told otherwise.
  public static final int KEEP_REFUSALS = 7;

  private static final int KEPT_LONGEST = 30;

  /// @throws StartException that lists every mistake
  public ServerConfig {
    List<String> mistakes = new ArrayList<>();
    checkPort("port", controlPort, mistakes);
    if (controlPort != 0 && controlPort == edge.port()) {
      mistakes.add("edge-port: " + controlPort + " (expected: another one than --port)");
    }
    if (trustedHops < 0 || trustedHops > ClientAddress.MOST_HOPS) {
      mistakes.add(
          "trusted-hops: " + trustedHops + " (expected: 0 to " + ClientAddress.MOST_HOPS + ")");
    }
    if (!prefix.matches("[a-z0-9]{1,20}")) {
      mistakes.add("key-prefix: (expected: 1 to 20 of a-z and 0-9)");
    }
    if (publicUrl != null && !publicUrl.matches("https?://[^\\s/?#]+(/[^\\s?#]*[^\\s?#/])?")) {
      mistakes.add("public-url: (expected: http:// or https://, a host, and no trailing slash)");
    }
    if (keepRefusals < 1 || keepRefusals > KEPT_LONGEST) {
      mistakes.add("keep-refusals: " + keepRefusals + " (expected: 1 to 30 days)");
    }
    if (!mistakes.isEmpty()) {
      throw new StartException(String.join("\n", mistakes));
    }
  }

  /// Free ports of loopback, the embedded store, and everything else as it is unless told
  /// otherwise.
  public static ServerConfig loopback(Path data) {
    return new ServerConfig(
        data,
        null,
        "127.0.0.1",
        0,
        EdgeConfig.loopback(0),
        null,
        "counterfoil.localhost",
        "appkey",
        1,
        OutboundConfig.NONE,
        null,
        SignInConfig.USUAL,
        KEEP_REFUSALS,
        null);
  }

  /// The same with its record elsewhere; null for the embedded store.
  public ServerConfig withStore(@Nullable String address) {
    return new ServerConfig(
        data,
        address,
        host,
        controlPort,
        edge,
        publicUrl,
        baseDomain,
        prefix,
        trustedHops,
        outbound,
        leakKeys,
        signIn,
        keepRefusals,
        authzen);
  }

  /// The same with another way to tell the outside.
  public ServerConfig withOutbound(OutboundConfig other) {
    return with(other, leakKeys, signIn);
  }

  /// The same with other ways to sign in.
  public ServerConfig withSignIn(SignInConfig other) {
    return with(outbound, leakKeys, other);
  }

  /// The same, where enforcement points call things as the file says.
  public ServerConfig withAuthzen(@Nullable Path file) {
    return new ServerConfig(
        data,
        store,
        host,
        controlPort,
        edge,
        publicUrl,
        baseDomain,
        prefix,
        trustedHops,
        outbound,
        leakKeys,
        signIn,
        keepRefusals,
        file);
  }

  /// What accounts' enforcement points call things.
  ///
  /// @throws StartException if the file says it in no way that can be read
  Models models() {
    Path file = authzen;
    try {
      return file == null ? Models.NONE : Models.read(file);
    } catch (IOException | IllegalArgumentException e) {
      throw new StartException(
          "authzen: file `" + file + "`: " + e.getMessage() + "; see the reference of AuthZEN", e);
    }
  }

  /// The same, taking reports of leaks that are signed with those keys.
  public ServerConfig withLeakKeys(String source) {
    return with(outbound, source, signIn);
  }

  private ServerConfig with(
      OutboundConfig newOutbound, @Nullable String newLeakKeys, SignInConfig newSignIn) {
    return new ServerConfig(
        data,
        store,
        host,
        controlPort,
        edge,
        publicUrl,
        baseDomain,
        prefix,
        trustedHops,
        newOutbound,
        newLeakKeys,
        newSignIn,
        keepRefusals,
        authzen);
  }

  private static void checkPort(String name, int port, List<String> mistakes) {
    if (port < 0 || port > 65_535) {
      mistakes.add(name + ": " + port + " (expected: 0 to 65535)");
    }
  }
}
