package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil can`: whether a key may make a call.
@Command(
    name = "can",
    mixinStandardHelpOptions = true,
    description = {
      "Says whether a key may make a call, and why not. Nothing is called.",
      "Exit code 0: it may; 1: it may not."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class CanCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ControlOptions control;

  @Mixin private Accounts accounts;

  @Parameters(paramLabel = "APP-KEY", index = "0")
  private String key;

  @Parameters(paramLabel = "METHOD", index = "1", description = "Such as GET.")
  private String method;

  @Parameters(paramLabel = "PATH", index = "2", description = "Such as /api/oms/pvt/orders/1.")
  private String path;

  @Option(names = "--address", description = "Where the call comes from.")
  private @Nullable String address;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "When, such as 2026-11-23T14:00:00Z; now if unset.")
  private @Nullable String at;

  @Override
  public Integer call() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("appKey", key);
    body.put("method", method);
    body.put("path", path);
    if (address != null) {
      body.put("address", address);
    }
    if (at != null) {
      body.put("at", at);
    }
    JsonNode answer = control.client().send("POST", accounts.path(spec) + "/can", body);
    PrintWriter out = spec.commandLine().getOut();
    boolean allowed = answer.path("allowed").asBoolean();
    if (control.json()) {
      out.println(answer.toPrettyString());
    } else {
      new ExplanationText(out).print(answer);
    }
    return allowed ? 0 : 1;
  }
}
