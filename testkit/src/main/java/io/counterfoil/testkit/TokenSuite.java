package io.counterfoil.testkit;

import static io.counterfoil.testkit.Samples.NOW;
import static io.counterfoil.testkit.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.core.change.Change;
import io.counterfoil.core.key.AppKey;
import io.counterfoil.core.outbox.SealedSecret;
import io.counterfoil.core.token.RevokedToken;
import io.counterfoil.core.token.SigningKey;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What every store promises of access tokens: the part of [StoreSuite] that is about them.
abstract class TokenSuite extends PeopleSuite {
  private static final UUID ID = UUID.fromString("3f1d7c52-0000-4000-8000-000000000002");

  private static SigningKey key(String id) {
    return new SigningKey(
        id, "{\"kty\":\"EC\"}", SealedSecret.of(new byte[] {1, -2, 3}), NOW, NOW.plusSeconds(60));
  }

  @Test
  void signingKeysAndRevokedTokensAreLoadedBackExactly() {
    Change put = new Change.SigningKeyPut(key("cfk_a"));
    Change revoked =
        new Change.AccessTokenRevoked(
            new RevokedToken(ID, new AppKey("appkey-acme-QXZKWM"), NOW.plusSeconds(300)));

    commit(entry(null, "signing_key.added"), List.of(put, revoked));
    assertThat(loaded()).containsExactly(put, revoked);
  }

  @Test
  void whatIsForgottenIsGone() {
    Change kept = new Change.SigningKeyPut(key("cfk_b"));
    commit(
        entry(null, "signing_key.added"),
        List.of(
            new Change.SigningKeyPut(key("cfk_a")),
            kept,
            new Change.AccessTokenRevoked(
                new RevokedToken(ID, new AppKey("appkey-acme-QXZKWM"), NOW))));

    commit(
        entry(null, "access_token.revoked"),
        List.of(new Change.SigningKeyRemoved("cfk_a"), new Change.RevocationForgotten(ID)));
    assertThat(loaded()).containsExactly(kept);
  }
}
