package io.counterfoil.edge;

import io.counterfoil.core.explain.Language;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A question in a protocol of the proxy's own, which tells method, target and address apart from
/// the client's headers.
abstract class ToldQuestion implements Question {
  private final Adapter adapter;
  private final MultiMap headers;
  private final OriginalRequest.Told told;
  private final @Nullable String source;
  private final ProblemJson problems;

  /// @param source who connected to the proxy; null where it did not say
  ToldQuestion(
      Adapter adapter,
      MultiMap headers,
      OriginalRequest.Told told,
      @Nullable String source,
      ProblemJson problems) {
    this.adapter = adapter;
    this.headers = headers;
    this.told = told;
    this.source = source;
    this.problems = problems;
  }

  /// Lines as headers.
  static MultiMap headers(List<Map.Entry<String, String>> lines) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    lines.forEach(line -> headers.add(line.getKey(), line.getValue()));
    return headers;
  }

  @Override
  public Adapter adapter() {
    return adapter;
  }

  @Override
  public MultiMap headers() {
    return headers;
  }

  @Override
  public OriginalRequest original(HeaderFields fields) {
    return OriginalRequest.told(fields, told);
  }

  @Override
  public @Nullable String client(ClientAddress rule, HeaderFields fields) {
    return rule.beyond(source, fields);
  }

  @Override
  public @Nullable String seenFrom(HeaderFields fields) {
    return source;
  }

  @Override
  public void refuse(Denial denial) {
    String accepted = headers.get(HttpHeaders.ACCEPT_LANGUAGE);
    MultiMap of = MultiMap.caseInsensitiveMultiMap();
    denial.tell(of::add);
    Buffer body =
        problems.write(
            of,
            denial.refuse(),
            denial.id(),
            accepted == null ? Language.ENGLISH : Language.preferred(accepted));
    of.remove(HttpHeaders.CONTENT_LENGTH);
    refuse(denial.refuse().code().status(), of, body);
  }

  /// Answers with what the client should get.
  abstract void refuse(int status, MultiMap of, Buffer body);

  /// Headers as lines, their names in lower case.
  static List<Map.Entry<String, String>> lines(MultiMap headers) {
    List<Map.Entry<String, String>> lines = new ArrayList<>(headers.size());
    headers.forEach((name, value) -> lines.add(Map.entry(name.toLowerCase(Locale.ROOT), value)));
    return lines;
  }
}
