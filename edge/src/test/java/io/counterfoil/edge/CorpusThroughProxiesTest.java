package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.edge.proxy.HttpMessage;
import io.counterfoil.edge.proxy.StubApi;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The labelled corpus of failing requests as clients send them, through real proxies: the same
/// first reason wherever the bytes reach us, and no verdict but a refusal anywhere.
@Tag("proxies")
final class CorpusThroughProxiesTest {
  private static final double LEAST = 0.99;

  /// What proxies themselves say, or never let a client say.
  private static final Set<String> OF_PROXIES =
      Set.of(
          "the proxy names no request",
          "the proxy names half of the request",
          "two headers name different requests",
          "the proxy and the address name different accounts",
          "the host is another account's");

  /// Names with underscores are dropped by nginx, so that nothing seems to be sent.
  private static final Map<String, String> DROPPED_BY_NGINX =
      Map.of("the header's name has underscores", "credentials_missing");

  @ParameterizedTest
  @EnumSource(names = {"NGINX", "CADDY", "HAPROXY"})
  void theFirstReasonIsTheRightOne(ProxyPeer peer, @TempDir Path folder) throws IOException {
    Confusion confusion = new Confusion();
    Map<String, Integer> stopped = new TreeMap<>();
    try (EdgeWorld world =
            EdgeWorld.start(EdgeWorld.config().withAdapters(new AdapterPorts(0, 0, 0)));
        StubApi api = new StubApi(0);
        ProxyPeer.Running proxy = peer.start(folder, world.edge, api.port()).await()) {
      while (world.forward("GET", "/orders/1", world.pair(EdgeWorld.LIMITED)).status() == 200) {
        // Takes what the limited key has.
      }
      for (CorpusCase one : Corpus.of(world)) {
        if (!OF_PROXIES.contains(one.label())) {
          ask(world, proxy, expectedBehind(peer, one), confusion, stopped);
        }
      }
      assertThat(api.seen()).as("what reached the API").isEmpty();
    }
    System.out.println(peer + ": " + confusion + "stopped by the proxy itself: " + stopped);
    assertThat(confusion.classes() + stopped.size()).isGreaterThanOrEqualTo(60);
    assertThat(confusion.share()).as(confusion.toString()).isGreaterThanOrEqualTo(LEAST);
  }

  private static CorpusCase expectedBehind(ProxyPeer peer, CorpusCase one) {
    String other = peer == ProxyPeer.NGINX ? DROPPED_BY_NGINX.get(one.label()) : null;
    return other == null ? one : new CorpusCase(one.label(), other, one.adapter(), one.lines());
  }

  private static void ask(
      EdgeWorld world,
      ProxyPeer.Running proxy,
      CorpusCase one,
      Confusion confusion,
      Map<String, Integer> stopped)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(asClient(one).getBytes(StandardCharsets.ISO_8859_1));
      HttpMessage answer =
          HttpMessage.read(new BufferedInputStream(socket.getInputStream()), false);
      if (answer == null) {
        throw new IOException(one + ": the connection was closed without an answer");
      }
      String id = answer.header("X-Counterfoil-Refusal-Id");
      if (id.isEmpty()) {
        assertThat(answer.start()).as(one.toString()).contains(" 400 ");
        stopped.merge(one.label(), 1, Integer::sum);
      } else {
        confusion.count(one, CorpusTest.reason(world.refusal(id), one.reason()));
      }
    }
  }

  /// The request as the client sends it, before a proxy has told anything.
  private static String asClient(CorpusCase one) {
    Map<String, String> told = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    for (String line : String.join("\r\n", one.lines()).split("\r\n")) {
      int colon = line.indexOf(':');
      switch (line.substring(0, colon)) {
        case "X-Forwarded-Method", "X-Original-Method" ->
            told.put("method", line.substring(colon + 2));
        case "X-Forwarded-Uri", "X-Original-URI" -> told.put("uri", line.substring(colon + 2));
        case "X-Forwarded-Host" -> told.put("host", line.substring(colon + 2));
        default -> lines.add(line);
      }
    }
    return "%s %s HTTP/1.1\r\nHost: %s\r\n%s\r\n\r\n"
        .formatted(
            told.get("method"),
            told.get("uri"),
            told.getOrDefault("host", "127.0.0.1"),
            lines.stream().collect(Collectors.joining("\r\n")));
  }
}
