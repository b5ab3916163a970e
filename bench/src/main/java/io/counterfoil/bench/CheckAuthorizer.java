package io.counterfoil.bench;

import com.google.rpc.Code;
import com.google.rpc.Status;
import io.counterfoil.core.decision.Attempt;
import io.counterfoil.core.decision.CredentialReader;
import io.counterfoil.core.decision.KeyLine;
import io.counterfoil.core.decision.Presented;
import io.counterfoil.core.decision.Refusal;
import io.counterfoil.core.decision.UserTokenReader;
import io.counterfoil.core.decision.Verifier;
import io.counterfoil.core.decision.Wanted;
import io.counterfoil.core.decision.Where;
import io.counterfoil.core.role.RequestPath;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.envoyproxy.envoy.service.auth.v3.DeniedHttpResponse;
import io.envoyproxy.envoy.service.auth.v3.OkHttpResponse;
import io.envoyproxy.envoy.type.v3.HttpStatus;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Answers Envoy's question with the same engine as the edge: enough of an adapter to compare what
/// carries it. Belongs to one thread.
final class CheckAuthorizer {
  private static final String KEY = CredentialReader.APP_KEY.toLowerCase(Locale.ROOT);
  private static final String TOKEN = CredentialReader.APP_TOKEN.toLowerCase(Locale.ROOT);

  private final Deployment deployment;
  private final CredentialReader reader = new CredentialReader(UserTokenReader.NONE);
  private final Verifier verifier;
  private final InstantSource clock = InstantSource.system();

  CheckAuthorizer(Deployment deployment) {
    this.deployment = deployment;
    verifier = new Verifier(deployment.digester());
  }

  /// Decides and answers.
  CheckResponse check(CheckRequest request) {
    var http = request.getAttributes().getRequest().getHttp();
    Map<String, String> headers = http.getHeadersMap();
    Presented presented =
        Presented.pair(headers.getOrDefault(KEY, ""), headers.getOrDefault(TOKEN, ""));
    Attempt attempt =
        new Attempt(
            reader.read(presented),
            new Where(null, http.getHost(), true, null),
            new Wanted.Call(http.getMethod(), RequestPath.read(http.getPath())),
            clock.instant());
    Refusal refusal = verifier.judge(deployment.directory(), attempt);
    KeyLine key = verifier.standing().key();
    return refusal == null && key != null ? pass(headers, key) : refuse(refusal);
  }

  private CheckResponse pass(Map<String, String> headers, KeyLine key) {
    return CheckResponse.newBuilder()
        .setStatus(Status.getDefaultInstance())
        .setOkResponse(
            OkHttpResponse.newBuilder()
                .addAllHeaders(
                    List.of(
                        header("X-Counterfoil-Key", headers.getOrDefault(KEY, "")),
                        header("X-Counterfoil-Key-Label", key.label()),
                        header("X-Counterfoil-Roles", key.roles().names()))))
        .build();
  }

  private static HeaderValueOption header(String name, String value) {
    return HeaderValueOption.newBuilder()
        .setHeader(HeaderValue.newBuilder().setKey(name).setValue(value))
        .build();
  }

  private static CheckResponse refuse(@Nullable Refusal refusal) {
    int status = refusal == null ? 403 : refusal.code().status();
    return CheckResponse.newBuilder()
        .setStatus(
            Status.newBuilder()
                .setCode(status == 401 ? Code.UNAUTHENTICATED_VALUE : Code.PERMISSION_DENIED_VALUE))
        .setDeniedResponse(
            DeniedHttpResponse.newBuilder().setStatus(HttpStatus.newBuilder().setCodeValue(status)))
        .build();
  }
}
