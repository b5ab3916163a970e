package io.counterfoil.store;

import io.counterfoil.store.RecordTable.Column;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The number of rows and the sum of their hashes: equal for two tables with the same rows, in
/// whatever order their databases hand them over.
final class RowSum {
  private static final byte[] NULL = {0};

  private final MessageDigest sha256;
  private final long[] sum = new long[4];
  private long rows;

  RowSum() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256 (expected: Java 25)", e);
    }
  }

  long rows() {
    return rows;
  }

  /// Counts a row in.
  void add(List<Column> columns, @Nullable Object[] row) {
    for (int i = 0; i < columns.size(); i++) {
      Object cell = row[i];
      if (cell == null) {
        sha256.update(NULL);
        continue;
      }
      byte[] bytes =
          switch (columns.get(i).kind()) {
            case NUMBER -> ByteBuffer.allocate(Long.BYTES).putLong((Long) cell).array();
            case TEXT -> ((String) cell).getBytes(StandardCharsets.UTF_8);
            case BYTES -> (byte[]) cell;
          };
      sha256.update(ByteBuffer.allocate(5).put((byte) 1).putInt(bytes.length).array());
      sha256.update(bytes);
    }
    ByteBuffer hash = ByteBuffer.wrap(sha256.digest());
    for (int i = 0; i < sum.length; i++) {
      sum[i] += hash.getLong();
    }
    rows++;
  }

  /// Whether the other counted the same rows.
  boolean isSameAs(RowSum other) {
    return rows == other.rows && Arrays.equals(sum, other.sum);
  }
}
