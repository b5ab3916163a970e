package io.counterfoil.server.admin;

import io.counterfoil.core.account.Quoted;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the header `If-Match` (RFC 9110, 13.1.1). A weak tag never matches; `*` asks for nothing
/// that is not checked anyway.
final class IfMatch {
  private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e]*)\"");
  private static final String NEVER = "weak";

  private IfMatch() {}

  /// The tags of which one must match; none where nothing was asked.
  static Set<String> tags(List<String> headers) {
    Set<String> tags = new LinkedHashSet<>();
    for (String header : headers) {
      for (String part : header.split(",")) {
        String text = part.strip();
        var tag = TAG.matcher(text);
        if (tag.matches()) {
          tags.add(tag.group(1) == null ? tag.group(2) : NEVER);
        } else if (!text.equals("*")) {
          throw new BadRequestException(
              "If-Match: `"
                  + Quoted.text(text)
                  + "` (expected: what `ETag` said, with its quotation marks)");
        }
      }
    }
    return tags;
  }
}
