package io.counterfoil.server.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written is what is read, except for what would be a formula.
class SheetsTest {
  private static final List<String> NASTY =
      List.of(
          "=1+1",
          "+1",
          "-1",
          "@SUM(A1)",
          "\t=1",
          "\r=1",
          "＝1",
          "a,b \"quoted\"\r\nsecond line",
          "<&> ]]> 注文 😀",
          "' kept",
          "",
          "1e9");

  private static byte[] xlsx(int mostRows, List<List<String>> rows) throws IOException {
    var out = new ByteArrayOutputStream();
    XlsxSheets sheets = new XlsxSheets(out, mostRows);
    sheets.begin("First", List.of("n", "text"));
    for (List<String> row : rows) {
      sheets.row(row);
    }
    sheets.begin("Second", List.of("only"));
    sheets.close();
    return out.toByteArray();
  }

  private static List<Row> read(byte[] file, int sheet) throws IOException {
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
      return workbook.getSheet(sheet).orElseThrow().read();
    }
  }

  private static List<List<String>> numbered() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < NASTY.size(); i++) {
      rows.add(List.of(Integer.toString(i), NASTY.get(i)));
    }
    return rows;
  }

  @Test
  void aSpreadsheetReadsBack_andNoCellIsAFormula() throws IOException {
    byte[] file = xlsx(1_000, numbered());
    List<Row> rows = read(file, 0);
    assertThat(rows.getFirst().getCellText(1)).isEqualTo("text");
    for (int i = 0; i < NASTY.size(); i++) {
      String expected = (i < 7 ? "'" : "") + NASTY.get(i);
      assertThat(rows.get(i + 1).getCellText(1).replace("\r\n", "\n"))
          .isEqualTo(expected.replace("\r\n", "\n"));
      assertThat(rows.get(i + 1).getOptionalCell(1).map(cell -> cell.getFormula())).isEmpty();
    }
    assertThat(read(file, 1)).hasSize(1);
  }

  @Test
  void everyPartOfASpreadsheetIsWellFormed_whateverTheCells(@TempDir Path folder) throws Exception {
    StringBuilder every = new StringBuilder();
    for (char c = 0; c < 0x100; c++) {
      every.append(c);
    }
    every.append("\ud800 \ufffe \uffff");
    byte[] file =
        xlsx(1_000, List.of(List.of("0", every.toString()), List.of("1", "x".repeat(40_000))));
    int parts = 0;
    Path written = Files.write(folder.resolve("sheets.xlsx"), file);
    try (ZipFile zip = new ZipFile(written.toFile())) {
      for (var entry : Collections.list(zip.entries())) {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(zip.getInputStream(entry));
        parts++;
      }
    }
    assertThat(parts).isGreaterThanOrEqualTo(7);
    assertThat(read(file, 0).get(2).getCellText(1)).hasSizeLessThanOrEqualTo(Cell.LONGEST);
  }

  @Test
  void aTableThatIsTooLongForASheetGoesOnInAnother() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      rows.add(List.of(Integer.toString(i), "text " + i));
    }
    byte[] file = xlsx(1_001, rows);
    assertThat(read(file, 0)).hasSize(1_001);
    assertThat(read(file, 1).get(1).getCellText(0)).isEqualTo("1000");
    assertThat(read(file, 2)).hasSize(501);
  }

  @Test
  void commaSeparatedValuesReadBack_inOneTableOfAllColumns() throws IOException {
    var out = new ByteArrayOutputStream();
    CsvSheets sheets = new CsvSheets(out, "kind", List.of("n", "text", "only"));
    sheets.begin("First", List.of("n", "text"));
    for (List<String> row : numbered()) {
      sheets.row(row);
    }
    sheets.begin("Second", List.of("only", "n"));
    sheets.row(List.of("x", "y"));
    sheets.close();
    List<String[]> rows;
    try (var read =
        new CsvMapper()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .readerFor(String[].class)
            .<String[]>readValues(out.toString(StandardCharsets.UTF_8))) {
      rows = read.readAll();
    }
    assertThat(rows.getFirst()).containsExactly("kind", "n", "text", "only");
    for (int i = 0; i < NASTY.size(); i++) {
      assertThat(rows.get(i + 1))
          .containsExactly("First", Integer.toString(i), (i < 7 ? "'" : "") + NASTY.get(i), "");
    }
    assertThat(rows.getLast()).containsExactly("Second", "y", "", "x");
  }
}
