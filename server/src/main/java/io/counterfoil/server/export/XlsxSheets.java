package io.counterfoil.server.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/// Tables as the sheets of a spreadsheet (Office Open XML). A table that is too long for a sheet
/// goes on in another.
public final class XlsxSheets implements Sheets {
  /// How many rows Excel takes.
  private static final int MOST_ROWS = 1_048_576;

  private static final int FLUSH_EVERY = 500;

  private final Workbook workbook;
  private final int mostRows;
  private @Nullable Worksheet sheet;
  private String name = "";
  private List<String> columns = List.of();
  private int part;
  private int rows;

  /// Writes to the stream, and leaves it open.
  public XlsxSheets(OutputStream to) {
    this(to, MOST_ROWS);
  }

  XlsxSheets(OutputStream to, int mostRows) {
    workbook = new Workbook(to, "Counterfoil", null);
    this.mostRows = mostRows;
  }

  @Override
  public void begin(String tableName, List<String> tableColumns) throws IOException {
    name = tableName;
    columns = List.copyOf(tableColumns);
    part = 1;
    open(tableName);
  }

  private void open(String sheetName) throws IOException {
    finish();
    Worksheet opened = workbook.newWorksheet(sheetName);
    opened.freezePane(0, 1);
    for (int i = 0; i < columns.size(); i++) {
      opened.inlineString(0, i, columns.get(i));
      opened.style(0, i).bold().set();
    }
    sheet = opened;
    rows = 1;
  }

  @Override
  public void row(List<String> values) throws IOException {
    if (rows == mostRows) {
      part++;
      open(name + " " + part);
    }
    Worksheet to = sheet;
    if (to == null) {
      throw new IllegalStateException("a row before a table (expected: begin first)");
    }
    for (int i = 0; i < values.size(); i++) {
      to.inlineString(rows, i, Cell.safe(Cell.printable(values.get(i))));
    }
    rows++;
    if (rows % FLUSH_EVERY == 0) {
      to.flush();
    }
  }

  private void finish() throws IOException {
    if (sheet != null) {
      sheet.finish();
    }
  }

  @Override
  public void close() throws IOException {
    finish();
    workbook.finish();
  }
}
