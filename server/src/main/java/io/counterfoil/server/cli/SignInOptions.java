package io.counterfoil.server.cli;

import io.counterfoil.server.wiring.SignInConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How people sign in.
final class SignInOptions {
  @Option(
      names = "--breached-passwords",
      paramLabel = "FILE",
      description = "Stolen passwords that nobody may choose: SHA-1 hashes in hex, one a line.")
  private @Nullable Path breachedPasswords;

  @Option(
      names = "--oidc",
      paramLabel = "FILE",
      description = "An identity provider to sign in with: JSON, see the page on sign-in.")
  private @Nullable Path oidc;

  SignInConfig config() {
    return new SignInConfig(breachedPasswords, oidc);
  }
}
