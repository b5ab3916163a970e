package io.counterfoil.edge;

import io.counterfoil.edge.proxy.HttpMessage;
import io.counterfoil.edge.proxy.ProxyConfig;
import io.counterfoil.edge.proxy.ProxyKind;
import io.counterfoil.edge.proxy.ProxyPlan;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A real proxy that the tests run, with the configuration that the generator makes for it.
enum ProxyPeer {
  NGINX(ProxyKind.NGINX, "nginx"),
  CADDY(ProxyKind.CADDY, "caddy"),
  CADDY_LATEST(ProxyKind.CADDY, "caddy-latest"),
  HAPROXY(ProxyKind.HAPROXY, "haproxy"),
  APACHE(ProxyKind.APACHE, "apache2"),
  ENVOY(ProxyKind.ENVOY, "envoy"),
  ENVOY_HTTP(ProxyKind.ENVOY_HTTP, "envoy"),
  TRAEFIK(ProxyKind.TRAEFIK, "traefik");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ProxyKind kind;
  private final String program;

  ProxyPeer(ProxyKind kind, String program) {
    this.kind = kind;
    this.program = program;
  }

  /// Where its program is; nowhere where it is not installed.
  Optional<Path> program() {
    String path =
        String.join(
            File.pathSeparator,
            System.getenv().getOrDefault("COUNTERFOIL_PEERS", "/opt/counterfoil-peers/bin"),
            System.getenv().getOrDefault("PATH", ""),
            "/usr/sbin");
    return Stream.of(path.split(File.pathSeparator))
        .map(one -> Path.of(one, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Starts it.
  ///
  /// @param folder its own
  /// @param edge the ports that it may ask at
  Running start(Path folder, EdgeServer edge, int upstream) throws IOException {
    return start(folder, edge, upstream, ProxyPeer::patient);
  }

  /// The configuration with more patience, for tests that are not about outages: a machine that
  /// builds something else meanwhile may stand still for a second.
  static String patient(String text) {
    return text.replaceAll(
        "(?<name>timeout:? (?:[a-z-]+ )?)(?:200ms|0\\.2s|500ms|1s)\\b", "${name}10s");
  }

  /// Starts it with a configuration that was changed so.
  Running start(Path folder, EdgeServer edge, int upstream, UnaryOperator<String> change)
      throws IOException {
    return start(folder, edge.port(), adapterPort(edge), upstream, change);
  }

  private int adapterPort(EdgeServer edge) {
    return switch (kind) {
      case ENVOY, ISTIO -> edge.grpcPort();
      case HAPROXY -> edge.spoePort();
      case APACHE -> edge.fastCgiPort();
      case NGINX, CADDY, TRAEFIK, ENVOY_HTTP, INGRESS_NGINX -> edge.port();
    };
  }

  /// Starts it, to ask at these ports.
  Running start(
      Path folder, int edgePort, int adapterPort, int upstream, UnaryOperator<String> change)
      throws IOException {
    int port = freePort();
    ProxyPlan plan =
        ProxyPlan.of("127.0.0.1:" + upstream)
            .withListen("127.0.0.1:" + port)
            .withEdge("127.0.0.1:" + edgePort)
            .withAdapterPort(kind.adapterPort() == 0 ? null : Integer.valueOf(adapterPort));
    Files.createDirectories(folder);
    for (Map.Entry<String, String> file : ProxyConfig.of(kind, plan).entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), change.apply(file.getValue()));
    }
    surround(folder);
    ProcessBuilder builder =
        new ProcessBuilder(command(program().orElseThrow(), folder))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_DATA_HOME", folder.toString());
    builder.environment().put("XDG_CONFIG_HOME", folder.toString());
    return new Running(this, folder, port, builder.start());
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private List<String> command(Path path, Path folder) {
    List<String> command = new ArrayList<>(List.of(path.toString()));
    command.addAll(
        switch (kind) {
          case NGINX ->
              List.of("-p", folder.toString(), "-c", folder + "/main.conf", "-g", "daemon off;");
          case CADDY -> List.of("run", "--config", "Caddyfile", "--adapter", "caddyfile");
          case HAPROXY -> List.of("-f", "haproxy.cfg", "-db");
          case APACHE -> List.of("-d", folder.toString(), "-f", "main.conf", "-DFOREGROUND");
          case ENVOY, ENVOY_HTTP ->
              List.of(
                  "-c",
                  "envoy.yaml",
                  "--use-dynamic-base-id",
                  "--concurrency",
                  "1",
                  "--log-level",
                  "warn");
          case TRAEFIK -> List.of("--configFile=traefik.yml");
          case INGRESS_NGINX, ISTIO -> List.of();
        });
    return command;
  }

  /// What stands around the generated configuration: where this test's files are.
  private void surround(Path folder) throws IOException {
    switch (kind) {
      case NGINX ->
          Files.writeString(
              folder.resolve("main.conf"), NGINX_MAIN.replace("FOLDER", folder.toString()));
      case APACHE ->
          Files.writeString(
              folder.resolve("main.conf"), APACHE_MAIN.replace("FOLDER", folder.toString()));
      case CADDY -> {
        Path file = folder.resolve("Caddyfile");
        Files.writeString(file, Files.readString(file).replaceFirst("(?m)^\\{$", "{\n\tadmin off"));
      }
      case TRAEFIK -> {
        Path file = folder.resolve("traefik.yml");
        Files.writeString(
            file,
            Files.readString(file)
                + "global: { checkNewVersion: false, sendAnonymousUsage: false }\n");
      }
      case HAPROXY, ENVOY, ENVOY_HTTP, INGRESS_NGINX, ISTIO -> {}
    }
  }

  /// The worker of a root's nginx is somebody else, who may not write into a test's folder.
  private static final String NGINX_MAIN =
      (System.getProperty("user.name", "").equals("root") ? "user root;\n" : "")
          + """
          worker_processes 1;
          pid FOLDER/nginx.pid;
          error_log FOLDER/error.log;
          events { }
          http {
            access_log off;
            client_body_temp_path FOLDER/body;
            proxy_temp_path FOLDER/proxy;
            fastcgi_temp_path FOLDER/fastcgi;
            uwsgi_temp_path FOLDER/uwsgi;
            scgi_temp_path FOLDER/scgi;
            include FOLDER/nginx.conf;
          }
          """;

  private static final String APACHE_MAIN =
      """
      PidFile FOLDER/httpd.pid
      ErrorLog FOLDER/error.log
      ServerName localhost
      User www-data
      Group www-data
      StartServers 1
      LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
      LoadModule authn_core_module /usr/lib/apache2/modules/mod_authn_core.so
      LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
      LoadModule authz_user_module /usr/lib/apache2/modules/mod_authz_user.so
      LoadModule authnz_fcgi_module /usr/lib/apache2/modules/mod_authnz_fcgi.so
      LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
      LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
      LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
      LoadModule setenvif_module /usr/lib/apache2/modules/mod_setenvif.so
      Include FOLDER/httpd.conf
      """;

  /// A proxy that runs.
  record Running(ProxyPeer peer, Path folder, int port, Process process) implements AutoCloseable {
    /// Waits until it listens.
    Running await() throws IOException {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (!isListening() || !isConfigured()) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          close();
          throw new IOException(peer + ": " + output());
        }
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
      return this;
    }

    private boolean isListening() {
      try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return probe.isConnected();
      } catch (IOException notYet) {
        return false;
      }
    }

    /// Traefik listens before it has read what for, and answers 404 meanwhile.
    private boolean isConfigured() throws IOException {
      if (peer != TRAEFIK) {
        return true;
      }
      try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
        probe
            .getOutputStream()
            .write(
                "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        HttpMessage answer =
            HttpMessage.read(new BufferedInputStream(probe.getInputStream()), false);
        return answer != null && answer.status() != 404;
      }
    }

    /// All that it wrote: its own output, and its logs.
    String output() throws IOException {
      StringBuilder all = new StringBuilder();
      for (String name : List.of("output", "error.log")) {
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
          all.append(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
        }
      }
      return all.toString();
    }

    @Override
    public void close() {
      process.destroy();
      try {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }
}
