package io.counterfoil.server.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BreachedPasswordsTest {
  private static final int COUNT = 5_000;

  @TempDir private Path directory;
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void list() throws NoSuchAlgorithmException {
    for (int i = 0; i < COUNT; i++) {
      lines.add(hash("Stolen-" + i) + ":" + i);
    }
    Collections.sort(lines);
  }

  private static String hash(String password) throws NoSuchAlgorithmException {
    byte[] hash =
        MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).toUpperCase(Locale.ROOT);
  }

  private Path file() throws IOException {
    return Files.write(directory.resolve("list"), lines);
  }

  private static void holdsThemAll(BreachedPasswords list) {
    for (int i = 0; i < COUNT; i++) {
      assertThat(list.contains("Stolen-" + i)).as("Stolen-%s", i).isTrue();
      assertThat(list.contains("Mine-" + i)).as("Mine-%s", i).isFalse();
    }
  }

  @Test
  void aListInMemoryMayStandInAnyOrder() throws IOException {
    Collections.reverse(lines);
    holdsThemAll(BreachedPasswords.of(file()));
  }

  @Test
  void aLongListIsSearchedWhereItLies() throws IOException {
    holdsThemAll(BreachedPasswords.of(file(), 1));
  }

  @Test
  void sixteenDigitsOfAHashAreEnough_inEitherCase() throws IOException {
    lines.replaceAll(line -> line.substring(0, 16).toLowerCase(Locale.ROOT));
    holdsThemAll(BreachedPasswords.of(file()));
    holdsThemAll(BreachedPasswords.of(file(), 1));
  }

  @Test
  void whatIsNoListIsRefused() throws IOException {
    Collections.reverse(lines);
    Path file = file();
    assertThatThrownBy(() -> BreachedPasswords.of(file, 1)).hasMessageContaining("ascending");
    Path text = Files.writeString(directory.resolve("text"), "password\n123456\n");
    assertThatThrownBy(() -> BreachedPasswords.of(text)).hasMessageContaining("16 hex digits");
    assertThatThrownBy(() -> BreachedPasswords.of(text, 1)).hasMessageContaining("16 hex digits");
    Path nothing = directory.resolve("nothing");
    assertThatThrownBy(() -> BreachedPasswords.of(nothing)).isInstanceOf(IOException.class);
  }

  @Test
  void anEmptyListHoldsNothing() throws IOException {
    Path empty = Files.createFile(directory.resolve("empty"));
    assertThat(BreachedPasswords.of(empty).contains("Stolen-1")).isFalse();
  }

  @Test
  void aStolenPasswordIsNoPassword() throws IOException {
    var passwords = new Passwords(new SecureRandom(), BreachedPasswords.of(file()));
    assertThat(passwords.flaw("Stolen-17")).contains("stolen");
    assertThat(passwords.flaw("Unstolen-17")).isNull();
    assertThat(passwords.flaw("unstolen-17")).contains("too simple");
  }
}
