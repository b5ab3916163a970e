package io.counterfoil.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.counterfoil.edge.extauthz.CheckMessage;
import io.counterfoil.edge.extauthz.CheckReply;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.HeaderMap;
import io.envoyproxy.envoy.config.core.v3.HeaderValue;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Envoy's messages, held against the classes that Envoy publishes.
final class CheckTest {
  private static AttributeContext.HttpRequest.Builder http() {
    return AttributeContext.HttpRequest.newBuilder()
        .setId("1")
        .setMethod("GET")
        .setPath("/orders/1?x=1")
        .setHost("api.example.com")
        .setScheme("https")
        .setSize(-1)
        .setProtocol("HTTP/1.1");
  }

  private static CheckRequest request(AttributeContext.HttpRequest.Builder http) {
    return CheckRequest.newBuilder()
        .setAttributes(
            AttributeContext.newBuilder()
                .setSource(
                    AttributeContext.Peer.newBuilder()
                        .setAddress(
                            Address.newBuilder()
                                .setSocketAddress(
                                    SocketAddress.newBuilder()
                                        .setAddress("192.0.2.7")
                                        .setPortValue(40_000))))
                .setRequest(AttributeContext.Request.newBuilder().setHttp(http))
                .putContextExtensions("account", "acme")
                .putContextExtensions("other", "x"))
        .build();
  }

  @Test
  void theMapOfHeadersIsRead() throws IOException {
    var read =
        CheckMessage.read(
            request(http().putHeaders("x-vtex-api-appkey", "k").putHeaders("a", "\u00a0"))
                .toByteArray());

    assertThat(read.method()).isEqualTo("GET");
    assertThat(read.path()).isEqualTo("/orders/1?x=1");
    assertThat(read.host()).isEqualTo("api.example.com");
    assertThat(read.source()).isEqualTo("192.0.2.7");
    assertThat(read.account()).isEqualTo("acme");
    assertThat(read.headers())
        .containsExactlyInAnyOrder(
            Map.entry("x-vtex-api-appkey", "k"), Map.entry("a", "\u00c2\u00a0"));
  }

  @Test
  void theListOfHeadersIsRead_eachCopyAndEachByte() throws IOException {
    HeaderMap.Builder lines =
        HeaderMap.newBuilder()
            .addHeaders(HeaderValue.newBuilder().setKey("a").setValue("1"))
            .addHeaders(
                HeaderValue.newBuilder()
                    .setKey("a")
                    .setRawValue(ByteString.copyFrom(new byte[] {(byte) 0xff})));

    assertThat(CheckMessage.read(request(http().setHeaderMap(lines)).toByteArray()).headers())
        .containsExactly(Map.entry("a", "1"), Map.entry("a", "\u00ff"));
  }

  @Test
  void anAllowedAnswerIsWhatEnvoyReads() throws IOException {
    Buffer written =
        CheckReply.pass(
            List.of(Map.entry("x-counterfoil-key", "k")),
            List.of("x-vtex-api-apptoken"),
            List.of(Map.entry("ratelimit", "r")));
    CheckResponse read = CheckResponse.parseFrom(written.getBytes());

    assertThat(read.hasStatus()).isTrue();
    assertThat(read.getStatus().getCode()).isZero();
    HeaderValueOption header = read.getOkResponse().getHeaders(0);
    assertThat(header.getHeader().getKey()).isEqualTo("x-counterfoil-key");
    assertThat(header.getHeader().getValue()).isEqualTo("k");
    assertThat(header.getAppendAction())
        .isEqualTo(HeaderValueOption.HeaderAppendAction.OVERWRITE_IF_EXISTS_OR_ADD);
    assertThat(read.getOkResponse().getHeadersToRemoveList())
        .containsExactly("x-vtex-api-apptoken");
    assertThat(read.getOkResponse().getResponseHeadersToAdd(0).getHeader().getKey())
        .isEqualTo("ratelimit");
  }

  @Test
  void aRefusalIsWhatEnvoyReads() throws IOException {
    Buffer written = CheckReply.deny(401, List.of(Map.entry("a", "b")), Buffer.buffer("{ü}"));
    CheckResponse read = CheckResponse.parseFrom(written.getBytes());

    assertThat(read.getStatus().getCode()).isEqualTo(16);
    assertThat(read.getDeniedResponse().getStatus().getCodeValue()).isEqualTo(401);
    assertThat(read.getDeniedResponse().getHeaders(0).getHeader().getValue()).isEqualTo("b");
    assertThat(read.getDeniedResponse().getBody()).isEqualTo("{ü}");
  }

  @Test
  void noiseIsRefusedOrRead_andNothingElse() {
    byte[] message = request(http().putHeaders("x-vtex-api-appkey", "k".repeat(300))).toByteArray();
    Random random = new Random(4);
    for (int round = 0; round < 20_000; round++) {
      byte[] noise = message.clone();
      for (int i = 0; i < 1 + random.nextInt(5); i++) {
        noise[random.nextInt(noise.length)] = (byte) random.nextInt(256);
      }
      try {
        CheckMessage.read(noise);
      } catch (IOException refused) {
        assertThat(refused).isNotNull();
      }
    }
  }

  @Test
  void moreHeadersThanAnybodySendsAreRefused() {
    AttributeContext.HttpRequest.Builder http = http();
    for (int i = 0; i < 201; i++) {
      http.putHeaders("h" + i, "");
    }
    byte[] message = request(http).toByteArray();

    assertThatThrownBy(() -> CheckMessage.read(message)).hasMessageContaining("200");
  }
}
