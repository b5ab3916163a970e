package io.counterfoil.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.counterfoil.server.pasted.CurlText;
import io.counterfoil.server.pasted.PastedRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `counterfoil why`: explains a refusal, or a request that was pasted as a curl command.
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {
      "Explains a refusal by its id: what happened, what repairs it, whether it would pass.",
      "With --curl, explains a failing curl command. It is taken apart here and tried by the server,"
          + " and nothing of it is kept."
    })
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class WhyCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  @Spec private CommandSpec spec;

  @Mixin private ControlOptions control;

  @Mixin private Accounts accounts;

  @Parameters(
      paramLabel = "REFUSAL-ID",
      arity = "0..1",
      description = "Such as cf-3p47d8frzq24v0rey4m22dajm9.")
  private @Nullable String id;

  @Option(
      names = "--curl",
      paramLabel = "COMMAND",
      arity = "0..1",
      fallbackValue = STANDARD_INPUT,
      description = "A curl command; read from standard input if none is given, where it is safer.")
  private @Nullable String curl;

  @Option(names = "--address", description = "With --curl: where the request comes from.")
  private @Nullable String address;

  @Option(names = "--apply", paramLabel = "N", description = "Carries out the fix of that number.")
  private int apply;

  @Override
  public Integer call() {
    if ((id == null) == (curl == null)) {
      throw new ParameterException(
          spec.commandLine(), "what? (expected: a refusal's id, or --curl and a command)");
    }
    ControlClient client = control.client();
    JsonNode explained =
        id != null ? client.get("/v1/refusals/" + ControlClient.encoded(id)) : tried(client);
    PrintWriter out = spec.commandLine().getOut();
    if (apply > 0) {
      new FixRun(client, out).apply(explained.path("fixes"), apply);
    } else if (control.json()) {
      out.println(explained.toPrettyString());
    } else {
      new ExplanationText(out).print(explained);
    }
    return 0;
  }

  private JsonNode tried(ControlClient client) {
    PastedRequest request = CurlText.read(curlText());
    Map<String, List<String>> headers = new LinkedHashMap<>();
    request
        .headers()
        .forEach(header ->
            headers.computeIfAbsent(header.name(), one -> new ArrayList<>()).add(header.text()));
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("account", accounts.name(spec));
    body.put(
        "request", Map.of("method", request.method(), "url", request.url(), "headers", headers));
    if (address != null) {
      body.put("address", address);
    }
    return client.send("POST", "/v1/explanations", body);
  }

  private String curlText() {
    if (!STANDARD_INPUT.equals(curl)) {
      spec.commandLine()
          .getErr()
          .println(
              "counterfoil: arguments can be read by everybody on this machine; prefer"
                  + " `counterfoil why --curl < FILE`");
      return String.valueOf(curl);
    }
    try {
      return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new FailedException("standard input cannot be read: " + e.getMessage());
    }
  }
}
