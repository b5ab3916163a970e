package io.counterfoil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An audit entry's fields as text that people, both databases and we can read.
class FieldsTest {
  @Test
  void fieldsAreAJsonObject_inTheOrderOfTheirNames() {
    assertThat(Fields.write(Map.of("state", "ACTIVE", "label", "a \"b\"\n\\ – 注文")))
        .isEqualTo("{\"label\":\"a \\\"b\\\"\\u000a\\\\ – 注文\",\"state\":\"ACTIVE\"}");
    assertThat(Fields.write(Map.of())).isEqualTo("{}");
  }

  @Test
  void whatWasWrittenReadsBackExactly() {
    Map<String, String> fields =
        Map.of(
            "", "", "a", "{\"x\":1}", "b", "\u0001\u001f\t", "c", "\\u0041", "d", "🗝", "e", "\\");

    assertThat(Fields.read(Fields.write(fields))).isEqualTo(fields);
    assertThat(Fields.read("{}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "{}x",
        "{\"a\"}",
        "{\"a\":1}",
        "{\"a\":\"b\"",
        "{\"a\":\"b\\",
        "{\"a\":\"\\u00",
        "{\"a\":\"b\",}",
        "{\"a\":\"\\u00zz\"}"
      })
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Fields.read(text));
  }
}
