package io.counterfoil.server.imports;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads rows of a file one at a time, as comma-separated values with a header or as
/// newline-delimited JSON.
public final class ImportRows implements AutoCloseable {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final BufferedReader in;
  private final @Nullable MappingIterator<ObjectNode> records;
  private int line;
  private boolean broken;

  private ImportRows(BufferedReader in, @Nullable MappingIterator<ObjectNode> records) {
    this.in = in;
    this.records = records;
    line = records == null ? 0 : 1;
  }

  /// A row.
  ///
  /// @param line from 1; of comma-separated values, the header is line 1
  /// @param fields null where it cannot be read
  /// @param flaw what is wrong with it; null where it can be read
  public record Row(int line, @Nullable ObjectNode fields, @Nullable String flaw) {}

  /// Reads newline-delimited JSON.
  public static ImportRows ndjson(InputStream in) {
    return new ImportRows(reader(in), null);
  }

  /// Reads comma-separated values.
  public static ImportRows csv(InputStream in) throws IOException {
    BufferedReader reader = reader(in);
    CsvMapper mapper =
        CsvMapper.builder()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.EMPTY_STRING_AS_NULL)
            .build();
    return new ImportRows(
        reader,
        mapper
            .readerFor(ObjectNode.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(reader));
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /// The next row; null at the end.
  public @Nullable Row next() throws IOException {
    if (broken) {
      return null;
    }
    MappingIterator<ObjectNode> csv = records;
    return csv == null ? nextLine() : nextRecord(csv);
  }

  private @Nullable Row nextLine() throws IOException {
    String text = in.readLine();
    while (text != null && text.isBlank()) {
      line++;
      text = in.readLine();
    }
    if (text == null) {
      return null;
    }
    line++;
    try {
      if (JSON.readTree(text) instanceof ObjectNode fields) {
        return new Row(line, fields, null);
      }
    } catch (JsonProcessingException e) {
      // said below, without what stands there, which may be a secret
    }
    return new Row(line, null, "is no JSON object (expected: one in each line)");
  }

  /// After a record that cannot be read nothing can: where it ends is unknown.
  private @Nullable Row nextRecord(MappingIterator<ObjectNode> csv) throws IOException {
    try {
      if (!csv.hasNextValue()) {
        return null;
      }
      ObjectNode fields = csv.nextValue();
      line++;
      return new Row(line, fields, null);
    } catch (JsonProcessingException | RuntimeJsonMappingException e) {
      broken = true;
      return new Row(
          line + 1, null, "cannot be read, nor what follows (expected: the header's columns)");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
