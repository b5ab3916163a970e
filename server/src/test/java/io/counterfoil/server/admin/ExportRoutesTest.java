package io.counterfoil.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.counterfoil.server.admin.RunningDemo.Reply;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// Keys as files.
@ParameterizedClass
@MethodSource("io.counterfoil.server.admin.TestStore#available")
@SuppressWarnings("NullAway.Init") // set before the first test
class ExportRoutesTest {
  private static final String DEMO = "/v1/accounts/demostore";
  private static final String CSV = DEMO + "/exports/keys.csv";
  private static final String XLSX = DEMO + "/exports/keys.xlsx";

  @TempDir static Path directory;
  private static RunningDemo demo;

  @Parameter TestStore store;
  private static String foreign = "";

  @BeforeParameterizedClassInvocation
  static void start(TestStore store) {
    demo = new RunningDemo(directory.resolve(store.name()), store, InstantSource.system());
    demo.as(
        "DEMO_ADMIN", "POST", DEMO + "/keys", "{\"label\":\"=cmd|' /C calc'!A0\",\"roles\":[1]}");
    String sponsor = "{\"email\":\"s@other.example\",\"password\":\"Passw0rd\"}";
    demo.asOperator("POST", "/v1/accounts", "{\"account\":\"other\",\"sponsor\":" + sponsor + "}");
    JsonObject key =
        demo.asOperator("POST", "/v1/accounts/other/keys", "{\"label\":\"theirs\"}").json();
    foreign = key.getString("appKey");
    demo.as(
        "DEMO_ADMIN",
        "POST",
        DEMO + "/external-keys",
        "{\"appKey\":\"" + foreign + "\",\"roles\":[1]}");
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    demo.close();
  }

  @Test
  void aSpreadsheetHasTheDocumentedColumns_inTwoSheets() throws IOException {
    byte[] file = demo.download("DEMO_ADMIN", XLSX);
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
      List<Row> generated = workbook.getSheet(0).orElseThrow().read();
      assertThat(texts(generated.getFirst()))
          .containsExactly(
              "id",
              "keyName",
              "roles",
              "label",
              "creationDate",
              "creationDateToken",
              "creationDateNewToken",
              "status");
      assertThat(generated.stream().map(row -> row.getCellText(3))).contains("'=cmd|' /C calc'!A0");
      assertThat(generated.stream().map(row -> row.getCellText(1)))
          .contains(demo.value("DEMO_ADMIN_KEY"));
      List<Row> external = workbook.getSheet(1).orElseThrow().read();
      assertThat(texts(external.getFirst()))
          .containsExactly("id", "keyName", "roles", "account", "addedDate", "status");
      Row row =
          external.stream()
              .filter(each -> each.getCellText(1).equals(foreign))
              .findAny()
              .orElseThrow();
      assertThat(row.getCellText(2)).isEqualTo("Owner (Admin Super)");
      assertThat(row.getCellText(3)).isEqualTo("other");
      assertThat(row.getCellText(4)).matches("\\d{4}-.*Z");
      assertThat(row.getCellText(5)).isEqualTo("active");
    }
  }

  private static List<String> texts(Row row) {
    return row.stream().map(cell -> cell.getText()).toList();
  }

  @Test
  void commaSeparatedValuesHoldBothKinds_andNoToken() {
    Reply reply = demo.as("DEMO_ADMIN", "GET", CSV, null);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.whole().headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"demostore-keys.csv\"");
    assertThat(reply.text())
        .startsWith("\"kind\",\"id\",\"keyName\",\"roles\",\"label\"")
        .contains("\"Generated\",", "\"External\",", "\"'=cmd|' /C calc'!A0\"")
        .doesNotContain(demo.value("DEMO_ADMIN_TOKEN"));
  }

  @Test
  void onlyWhoMaySeeKeysMayExportThem() {
    for (String path : List.of(CSV, XLSX)) {
      assertThat(demo.asNobody("GET", path, null).status()).isEqualTo(401);
      assertThat(demo.as("DEMO_NO_ROLE", "GET", path, null).status()).isEqualTo(403);
      assertThat(demo.asOperator("GET", path.replace("demostore", "none"), null).status())
          .isEqualTo(404);
    }
  }
}
