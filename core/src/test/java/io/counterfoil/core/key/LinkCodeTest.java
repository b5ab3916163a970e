package io.counterfoil.core.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkCodeTest {
  private static final LinkId LINK = new LinkId(new UUID(1, 2));

  private final SecureRandom random = new SecureRandom();
  private final LinkCode code = LinkCode.generate(random);
  private final AppToken token = TokenFormat.generate(random);

  @Test
  void aTokenIsOpenedByTheCodeThatSealedIt_andByNoOther() {
    byte[] sealed = code.seal(null).seal(LINK, token);
    assertThat(code.seal(null).open(LINK, sealed)).isEqualTo(token);
    assertThat(LinkCode.generate(random).seal(null).open(LINK, sealed)).isNull();
    assertThat(code.seal("passphrase").open(LINK, sealed)).isNull();
    assertThat(code.seal(null).open(new LinkId(new UUID(1, 3)), sealed)).isNull();
  }

  @Test
  void aPassphraseIsNeededWhereOneWasGiven() {
    byte[] sealed = code.seal("correct horse").seal(LINK, token);
    assertThat(code.seal("correct horse").open(LINK, sealed)).isEqualTo(token);
    assertThat(code.seal("Correct horse").open(LINK, sealed)).isNull();
    assertThat(code.seal(null).open(LINK, sealed)).isNull();
  }

  @Test
  void whatWasAlteredOrCutShortDoesNotOpen() {
    LinkSeal seal = code.seal(null);
    byte[] sealed = seal.seal(LINK, token);
    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      assertThat(seal.open(LINK, altered)).as("byte %s", i).isNull();
      assertThat(seal.open(LINK, Arrays.copyOf(sealed, i))).as("%s bytes", i).isNull();
    }
  }

  @Test
  void aCodeIsReadBack_andFoundByItsDigest() {
    LinkCode read = LinkCode.read(code.reveal());
    assertThat(read).isNotNull();
    assertThat(code.digest()).isEqualTo(read == null ? null : read.digest());
    assertThat(LinkCode.generate(random).digest()).isNotEqualTo(code.digest());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cfl_", "cfl_abc", "cft_0123456789012345678901234567890123456789012"})
  void whatIsNoCodeIsNotRead(String text) {
    assertThat(LinkCode.read(text)).isNull();
  }

  @Test
  void nothingPrintsASecret() {
    assertThat(code).hasToString("LinkCode[hidden]");
    assertThat(code.seal(null)).hasToString("LinkSeal[hidden]");
    assertThat(new SingleAccessLink.Sealed(new byte[9])).hasToString("Sealed[hidden]");
  }
}
