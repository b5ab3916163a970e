package io.counterfoil.server.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a webhook's messages are signed with: `whsec_` and 32 bytes in base64 (Standard Webhooks
/// 1.0). Prints hidden.
public final class WebhookSecret {
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;

  private final byte[] bytes;

  private WebhookSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /// A fresh one.
  public static WebhookSecret generate(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new WebhookSecret(bytes);
  }

  /// The secret that the text stands for.
  static WebhookSecret parse(String text) {
    return new WebhookSecret(Base64.getDecoder().decode(text.substring(PREFIX.length())));
  }

  /// As receivers keep it.
  public String reveal() {
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  /// The signature of a message, as it stands in `webhook-signature`.
  ///
  /// @param id the message's
  /// @param seconds when the attempt is made, in Unix time
  String sign(String id, long seconds, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      byte[] signed = (id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8);
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HmacSHA256 (expected: Java 25)", e);
    }
  }

  @Override
  public String toString() {
    return "WebhookSecret[hidden]";
  }
}
