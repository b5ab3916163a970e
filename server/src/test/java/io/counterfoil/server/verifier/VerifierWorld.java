package io.counterfoil.server.verifier;

import io.counterfoil.core.node.NodeCredential;
import io.counterfoil.edge.EdgeConfig;
import io.counterfoil.server.admin.RunningDemo;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/// A control node, and what it takes to run verifiers beside it.
final class VerifierWorld implements AutoCloseable {
  final Asking asking = new Asking();
  final RunningDemo demo;
  private final Path folder;

  VerifierWorld(Path folder) {
    this.folder = folder;
    demo = new RunningDemo(folder.resolve("data"));
  }

  String added(String name) {
    var reply = demo.asOperator("POST", "/v1/nodes", new JsonObject().put("name", name).encode());
    return reply.json().getString("credential");
  }

  /// A verifier in this process.
  VerifierNode verifier(String name, String credential, String control, InstantSource clock) {
    return VerifierNode.start(
        new VerifierConfig(
            List.of(URI.create(control)),
            folder.resolve(name),
            Objects.requireNonNull(NodeCredential.read(credential)),
            EdgeConfig.loopback(0),
            1,
            0,
            ControlTls.USUAL),
        clock,
        "test",
        _ -> {});
  }

  VerifierNode verifier(String name, String credential) {
    return verifier(name, credential, demo.url(), InstantSource.system());
  }

  String verdict(VerifierNode node, String who, String... more) {
    return asking.verdict(
        node.edgeUrl(), demo.value(who + "_KEY"), demo.value(who + "_TOKEN"), more);
  }

  Path copy(String name, String file) {
    return folder.resolve(name).resolve(file);
  }

  @Override
  public void close() {
    asking.close();
    demo.close();
  }
}
