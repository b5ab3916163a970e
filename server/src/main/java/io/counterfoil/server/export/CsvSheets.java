package io.counterfoil.server.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Tables as comma-separated values (RFC 4180) in UTF-8. All tables have the same columns; the
/// first column says which table a row is of.
public final class CsvSheets implements Sheets {
  private final SequenceWriter out;
  private final List<String> columns;
  private String table = "";
  private List<String> own = List.of();

  /// @param kind the name of the first column
  /// @param columns of all tables, each once
  public CsvSheets(OutputStream to, String kind, List<String> columns) throws IOException {
    this.columns = List.copyOf(columns);
    CsvMapper mapper =
        CsvMapper.builder()
            .enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();
    out =
        mapper
            .writer(CsvSchema.emptySchema().withLineSeparator("\r\n"))
            .writeValues(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    List<String> first = new ArrayList<>(List.of(kind));
    first.addAll(columns);
    out.write(first);
  }

  @Override
  public void begin(String name, List<String> columnsOfTable) {
    table = name;
    own = List.copyOf(columnsOfTable);
  }

  @Override
  public void row(List<String> values) throws IOException {
    List<String> row = new ArrayList<>(List.of(table));
    for (String column : columns) {
      int at = own.indexOf(column);
      row.add(at < 0 ? "" : Cell.safe(values.get(at)));
    }
    out.write(row);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
