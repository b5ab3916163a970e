package io.counterfoil.server.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// An input that counts what was read of it.
final class CountedInput extends FilterInputStream {
  private long count;

  CountedInput(InputStream in) {
    super(in);
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count += read < 0 ? 0 : 1;
    return read;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = super.read(into, from, length);
    count += Math.max(read, 0);
    return read;
  }
}
