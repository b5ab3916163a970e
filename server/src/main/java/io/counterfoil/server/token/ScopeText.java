package io.counterfoil.server.token;

import io.counterfoil.core.account.Quoted;
import io.counterfoil.core.role.ResourceKey;
import io.counterfoil.core.role.RoleId;
import io.counterfoil.core.role.Scope;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Scopes as OAuth writes them (RFC 6749, 3.3): words with blanks between. A word is a resource's
/// key, or `role:` and a role's number. What a word may not hold is percent-encoded, as is the
/// colon of a resource that begins like a role.
public final class ScopeText {
  private static final String ROLE = "role:";

  private ScopeText() {}

  /// The resources as a scope.
  public static String of(Collection<ResourceKey> resources) {
    List<String> words = new ArrayList<>();
    new TreeSet<>(resources).forEach(key -> words.add(word(key.value())));
    return String.join(" ", words);
  }

  private static String word(String key) {
    StringBuilder word = new StringBuilder();
    for (byte each : key.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = each > ' ' && each < 0x7f && each != '"' && each != '\\' && each != '%';
      if (plain) {
        word.append((char) each);
      } else {
        word.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
      }
    }
    return key.startsWith(ROLE)
        ? word.replace(ROLE.length() - 1, ROLE.length(), "%3A").toString()
        : word.toString();
  }

  /// The words of a scope.
  ///
  /// @throws IllegalArgumentException if one of them is none
  public static Scope read(String text) {
    Set<ResourceKey> resources = new HashSet<>();
    Set<RoleId> roles = new HashSet<>();
    for (String word : text.split(" ", -1)) {
      if (word.startsWith(ROLE)) {
        roles.add(role(word));
      } else {
        resources.add(new ResourceKey(decoded(word)));
      }
    }
    return new Scope(resources, roles);
  }

  private static RoleId role(String word) {
    try {
      return new RoleId(Integer.parseInt(word.substring(ROLE.length())));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "scope: `" + Quoted.text(word) + "` (expected: `role:` and a role's number)", e);
    }
  }

  private static String decoded(String word) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '%' && i + 2 < word.length() && HexFormat.isHexDigit(word.charAt(i + 1))) {
        bytes.write(HexFormat.fromHexDigits(word, i + 1, i + 3));
        i += 2;
      } else if (c <= ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '%') {
        throw new IllegalArgumentException(
            "scope: `"
                + Quoted.text(word)
                + "` (expected: keys of resources, with what is no visible ASCII percent-encoded)");
      } else {
        bytes.write(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
