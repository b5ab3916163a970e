package io.counterfoil.server.cli;

import io.counterfoil.edge.proxy.ProxyConfig;
import io.counterfoil.edge.proxy.ProxyKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil config`: prints the configuration of a proxy that asks Counterfoil, and tests one
/// that runs.
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Prints the whole configuration of a proxy that asks Counterfoil.",
    subcommands = ConfigTestCommand.class)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ConfigCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PROXY",
      arity = "0..1",
      description =
          "nginx, caddy, traefik, haproxy, apache, envoy, envoy-http, ingress-nginx or istio.")
  private @Nullable String proxy;

  @Mixin private ConfigOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIRECTORY",
      description = "Writes the files there instead of printing them.")
  private @Nullable Path directory;

  @Override
  public Integer call() {
    if (proxy == null) {
      throw new IllegalArgumentException(
          "which proxy? (expected: one of nginx, caddy, traefik, haproxy, apache, envoy,"
              + " envoy-http, ingress-nginx, istio)");
    }
    Map<String, String> files = ProxyConfig.of(ProxyKind.of(proxy), options.plan());
    PrintWriter out = spec.commandLine().getOut();
    Path folder = directory;
    if (folder != null) {
      files.forEach((name, text) -> write(folder.resolve(name), text, out));
    } else if (files.size() == 1) {
      files.values().forEach(out::print);
    } else {
      files.forEach((name, text) -> {
        out.println("# ---- file: " + name);
        out.print(text);
      });
    }
    out.flush();
    return 0;
  }

  private static void write(Path file, String text, PrintWriter out) {
    try {
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, text);
      out.println("written " + file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
