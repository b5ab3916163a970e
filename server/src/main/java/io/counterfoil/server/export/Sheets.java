package io.counterfoil.server.export;

import java.io.IOException;
import java.util.List;

/// Writes tables, a row at a time and one table after the other.
public interface Sheets extends AutoCloseable {
  /// Begins a table.
  ///
  /// @param columns what stands above its rows
  void begin(String name, List<String> columns) throws IOException;

  /// Adds a row to the table that was begun last.
  void row(List<String> values) throws IOException;

  /// Ends the last table and the file.
  @Override
  void close() throws IOException;
}
