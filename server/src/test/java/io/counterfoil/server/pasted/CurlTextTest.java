package io.counterfoil.server.pasted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.counterfoil.server.pasted.PastedRequest.Header;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A curl command is read as curl reads it, as far as the request's head goes.
class CurlTextTest {
  private static List<String> headers(String curl) {
    return CurlText.read(curl).headers().stream()
        .map(header -> header.name() + "=" + header.value())
        .toList();
  }

  @Test
  void methodAddressAndHeadersAreRead() {
    PastedRequest request =
        CurlText.read(
            """
            curl -sS --location --request PUT 'https://Acme.example.com:8443/orders/17?an=acme#x' \\
              -H 'X-VTEX-API-AppKey: appkey-acme-QXZKWM' \\
              --header="X-VTEX-API-AppToken: a\\"b" -d '{"a": 1}' -o out.json
            """);

    assertThat(request.method()).isEqualTo("PUT");
    assertThat(request.host()).isEqualTo("acme.example.com");
    assertThat(request.target()).isEqualTo("/orders/17?an=acme");
    assertThat(request.query()).isEqualTo("an=acme");
    assertThat(request.headers())
        .containsExactly(
            new Header("X-VTEX-API-AppKey", "appkey-acme-QXZKWM"),
            new Header("X-VTEX-API-AppToken", "a\"b"));
    assertThat(request.toString()).isEqualTo("PastedRequest[hidden]");
    assertThat(request.headers().getFirst().toString()).doesNotContain("QXZKWM");
  }

  @Test
  void theMethodFollowsFromWhatIsSent() {
    assertThat(CurlText.read("curl a.example").method()).isEqualTo("GET");
    assertThat(CurlText.read("curl -d x a.example").method()).isEqualTo("POST");
    assertThat(CurlText.read("curl -Gd x a.example").method()).isEqualTo("GET");
    assertThat(CurlText.read("curl --json {} a.example").method()).isEqualTo("POST");
    assertThat(CurlText.read("curl -F a=b a.example").method()).isEqualTo("POST");
    assertThat(CurlText.read("curl -T file a.example").method()).isEqualTo("PUT");
    assertThat(CurlText.read("curl -I a.example").method()).isEqualTo("HEAD");
    assertThat(CurlText.read("curl -XDELETE a.example").method()).isEqualTo("DELETE");
  }

  @Test
  void valuesKeepWhatIsWrongWithThem_butForWhatHttpRemoves() {
    assertThat(headers("curl a.example -H 'T:   a b\\t'")).containsExactly("T=a b\\t");
    assertThat(headers("curl a.example -H $'T: a\\tb\\x41'")).containsExactly("T=a\tbA");
    assertThat(headers("curl a.example -H \"T: $TOKEN\"")).containsExactly("T=$TOKEN");
    assertThat(headers("curl a.example -H 'T: \u00e9'")).containsExactly("T=\u00c3\u00a9");
    assertThat(headers("curl a.example -H 'Empty;' -H 'Gone:' -H 'T: 1' -H 'T: 2'"))
        .containsExactly("Empty=", "T=1", "T=2");
  }

  @Test
  void credentialsInOtherPlacesAreReadAsCurlSendsThem() {
    assertThat(headers("curl -u key:token -b 'VtexIdclientAutCookie=eyJ' a.example/x"))
        .containsExactly("Authorization=Basic a2V5OnRva2Vu", "Cookie=VtexIdclientAutCookie=eyJ");
    assertThat(headers("curl --oauth2-bearer cft_x -A me a.example"))
        .containsExactly("Authorization=Bearer cft_x", "User-Agent=me");
    assertThat(headers("curl -b cookies.txt a.example")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$ curl a.example/x",
        "/usr/bin/curl a.example/x",
        "curl.exe ^\r\n  a.example/x",
        "curl `\n a.example/x",
        "curl a.example/x | jq .",
        "curl --url http://a.example/x",
        "curl http://user@a.example:80/x",
        "curl --max-time 3 --retry=2 -k -w '%{http_code}' http://A.example/x"
      })
  void itIsFoundInWhatPeoplePaste(String text) {
    PastedRequest request = CurlText.read(text);

    assertThat(request.host()).isEqualTo("a.example");
    assertThat(request.target()).isEqualTo("/x");
  }

  @Test
  void theHostHeaderCountsBeforeTheAddress() {
    PastedRequest request = CurlText.read("curl -H 'Host: Shop.example:443' 127.0.0.1?an=x");

    assertThat(request.host()).isEqualTo("shop.example");
    assertThat(request.target()).isEqualTo("/?an=x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "wget a.example", "curl", "curl -H", "curl 'a.example", "curl -X 'G T' a"})
  void whatIsNoneIsRefusedInOneSentence_withoutRepeatingIt(String text) {
    assertThatThrownBy(() -> CurlText.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("[a-z]+: .*");
  }
}
