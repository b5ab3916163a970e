package io.counterfoil.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// The reference page says what the program says.
class RefusalsPageTest {
  @Test
  void thePageIsWhatTheCodesAndTheirWordingMakeOfIt() throws IOException {
    assertThat(Files.readString(RefusalsPage.FILE))
        .as("docs/reference/refusals.md is stale; run RefusalsPage.main to write it anew")
        .isEqualTo(RefusalsPage.text());
  }
}
