package io.counterfoil.edge.proxy;

import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.role.RequestPath;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Sends requests through a running proxy to an API of its own, and says what is wrong with the way
/// that they go.
public final class ProxyProbe {
  private static final int PATIENCE_MILLIS = 35_000;
  private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z_]+)\"");
  private static final Pattern CHALLENGE = Pattern.compile("error=\"([a-z_]+)\"");
  private static final String FORGED = "forged-by-the-probe";

  private final ProbePlan plan;
  private final StubApi api;
  private final List<Finding> findings = new ArrayList<>();

  /// What was found.
  public record Finding(boolean isFault, String text) {}

  /// What became of a request.
  private record Outcome(int status, @Nullable String code, StubApi.@Nullable Seen seen) {
    boolean isOurs() {
      return code != null;
    }

    String described() {
      return code == null ? Integer.toString(status) : status + ", " + code;
    }
  }

  private ProxyProbe(ProbePlan plan, StubApi api) {
    this.plan = plan;
    this.api = api;
  }

  /// Tries a proxy whose edge runs.
  ///
  /// @throws IOException if the proxy does not answer at all
  public static List<Finding> run(ProbePlan plan, StubApi api) throws IOException {
    var probe = new ProxyProbe(plan, api);
    probe.refused("a request without credentials", List.of());
    probe.refused(
        "a request with a wrong token",
        List.of(probe.key(), CredentialReader.APP_TOKEN + ": cft_wrong"));
    if (probe.passes()) {
      probe.forged();
      probe.paths();
      probe.body();
    }
    return List.copyOf(probe.findings);
  }

  /// Tries a proxy whose edge was stopped.
  ///
  /// @throws IOException if the proxy does not answer at all
  public static List<Finding> runWhileDown(ProbePlan plan, StubApi api) throws IOException {
    var probe = new ProxyProbe(plan, api);
    Outcome outcome = probe.send(plan.path(), probe.pair());
    if (outcome.seen() != null) {
      probe.fault("it fails open: while the edge is down a request reaches the API");
    } else if (outcome.isOurs()) {
      probe.fault("the edge answers (" + outcome.described() + "): stop it first");
    } else {
      probe.fine("it fails closed: while the edge is down callers get " + outcome.status());
    }
    return List.copyOf(probe.findings);
  }

  private void fault(String text) {
    findings.add(new Finding(true, text));
  }

  private void fine(String text) {
    findings.add(new Finding(false, text));
  }

  private String key() {
    return CredentialReader.APP_KEY + ": " + plan.key().value();
  }

  private List<String> pair(String... more) {
    List<String> lines = new ArrayList<>(List.of(key()));
    lines.add(CredentialReader.APP_TOKEN + ": " + plan.token().reveal());
    lines.addAll(List.of(more));
    return lines;
  }

  private void refused(String what, List<String> lines) throws IOException {
    Outcome outcome = send(plan.path(), lines);
    if (outcome.seen() != null) {
      fault(what + " reaches the API: the proxy does not ask, or passes on what was refused");
    } else if (outcome.isOurs()) {
      fine(what + " is refused (" + outcome.described() + ")");
    } else if (outcome.status() >= 500) {
      fault(what + " is answered " + outcome.status() + ": does the edge run, and is it asked?");
    } else {
      fault(
          "%s is answered %d without a refusal's id: the proxy does not pass on what the edge says"
              .formatted(what, outcome.status()));
    }
  }

  /// Whether a right request reaches the API.
  private boolean passes() throws IOException {
    Outcome outcome = send(plan.path(), pair());
    StubApi.Seen seen = outcome.seen();
    if (seen == null) {
      fault("a request with the pair is refused (" + outcome.described() + "): " + advice(outcome));
      return false;
    }
    fine("a request with the pair reaches the API");
    told("with the pair", seen);
    if (!seen.target().equals(plan.path())) {
      fault("the API is asked for `" + seen.target() + "` instead of `" + plan.path() + "`");
    }
    if (!seen.method().equals(plan.method())) {
      fault("the API is asked with " + seen.method() + " instead of " + plan.method());
    }
    return true;
  }

  private static String advice(Outcome outcome) {
    String code = outcome.code();
    if (code == null) {
      return "by the proxy itself; does it pass this path and method on to the API here?";
    }
    return switch (code) {
      case "credentials_missing", "app_key_missing", "app_token_missing" ->
          "the proxy strips a credential header before it asks";
      case "original_request_missing" -> "the proxy does not tell what is asked about";
      case "forwarded_headers_conflict" -> "the proxy tells two different requests";
      case "path_ambiguous", "operation_unknown" ->
          "the proxy tells another path, or the catalogue does not know this one";
      case "account_mismatch", "host_not_of_account" -> "the proxy names another account or host";
      default -> "choose a key and a path that may pass, see `counterfoil can`";
    };
  }

  /// What the API is told, and must not be.
  private void told(String how, StubApi.Seen seen) {
    String all = String.join("\n", seen.lines());
    if (all.contains(plan.token().reveal())) {
      fault("the token leaks to the API (" + how + "): remove it before the API");
    }
    if (all.contains(FORGED)) {
      String line =
          seen.lines().stream().filter(one -> one.contains(FORGED)).findFirst().orElse("");
      fault("a forged header reaches the API: `" + line.substring(0, line.indexOf(':')) + "`");
    }
    if (!seen.header("X-Counterfoil-Key").equals(plan.key().value())) {
      fault("the API is not told who called (" + how + "): X-Counterfoil-Key is missing or wrong");
    }
  }

  private void forged() throws IOException {
    reaches(
        "with forged headers of ours",
        "X-Counterfoil-Key: " + FORGED,
        "X-Counterfoil-Roles: " + FORGED,
        "X_Counterfoil_Key: " + FORGED);
    reaches(
        "with forged headers of proxies",
        "X-Forwarded-Uri: /" + FORGED,
        "X-Forwarded-Method: DELETE",
        "X-Original-URI: /" + FORGED,
        "X-Original-URL: /" + FORGED,
        "X-Rewrite-URL: /" + FORGED,
        "X-HTTP-Method-Override: " + FORGED);
    reaches("with our headers named in Connection", "Connection: X-Counterfoil-Key");
  }

  private void reaches(String how, String... lines) throws IOException {
    Outcome outcome = send(plan.path(), pair(lines));
    StubApi.Seen seen = outcome.seen();
    if (seen == null) {
      fault("a request " + how + " is refused (" + outcome.described() + "): " + advice(outcome));
    } else {
      int before = findings.size();
      told(how, seen);
      if (findings.size() == before) {
        fine("a request " + how + " reaches the API without them");
      }
    }
  }

  /// Paths that two readers may read differently.
  private void paths() throws IOException {
    String path = plan.path();
    int last = path.lastIndexOf('/');
    List<String> odd =
        List.of(
            "/x/.." + path,
            "/" + path,
            "/x/%2e%2e" + path,
            "/x/..;" + path,
            "/x/..%2f" + path.substring(1),
            path.substring(0, last) + "%2F" + path.substring(last + 1),
            path + ";x",
            "/x/%252e%252e" + path);
    int before = findings.size();
    for (String target : odd) {
      StubApi.Seen seen = send(target, pair()).seen();
      if (seen != null && !RequestPath.read(seen.target()).equals(RequestPath.read(path))) {
        fault("the path `%s` reaches the API as `%s`".formatted(target, seen.target()));
      }
    }
    if (findings.size() == before) {
      fine("paths that can be read in two ways are refused, or repaired before they are checked");
    }
  }

  private void body() throws IOException {
    if (!plan.method().startsWith("P")) {
      return;
    }
    String body = "0123456789".repeat(2_000);
    api.forget();
    exchange(request(plan.path(), pair("Content-Length: " + body.length())) + body);
    List<StubApi.Seen> seen = api.seen();
    if (seen.isEmpty() || !seen.getFirst().body().equals(body)) {
      fault("a body of 20,000 bytes does not reach the API whole");
    } else {
      fine("a body of 20,000 bytes reaches the API whole");
    }
  }

  private Outcome send(String target, List<String> lines) throws IOException {
    api.forget();
    HttpMessage answer = exchange(request(target, lines));
    List<StubApi.Seen> seen = api.seen();
    return new Outcome(answer.status(), code(answer), seen.isEmpty() ? null : seen.getFirst());
  }

  /// The code of a refusal of ours; null where the answer is somebody else's.
  private static @Nullable String code(HttpMessage answer) {
    String challenge = answer.header("WWW-Authenticate");
    boolean isOurs =
        !answer.header("X-Counterfoil-Refusal-Id").isEmpty() || challenge.contains("refusal_id=");
    Matcher inBody = CODE.matcher(answer.body());
    Matcher inHeader = CHALLENGE.matcher(challenge);
    if (!isOurs) {
      return null;
    }
    return inBody.find() ? inBody.group(1) : inHeader.find() ? inHeader.group(1) : "refused";
  }

  private String request(String target, List<String> lines) {
    StringBuilder text = new StringBuilder();
    text.append(plan.method()).append(' ').append(target).append(" HTTP/1.1\r\nHost: ");
    text.append(plan.name().toLowerCase(Locale.ROOT)).append("\r\n");
    lines.forEach(line -> text.append(line).append("\r\n"));
    return text.append("\r\n").toString();
  }

  private HttpMessage exchange(String request) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(plan.host(), plan.port()), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      HttpMessage answer =
          HttpMessage.read(new BufferedInputStream(socket.getInputStream()), false);
      if (answer == null) {
        throw new IOException("the proxy closed the connection without an answer");
      }
      return answer;
    }
  }
}
