package io.counterfoil.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.counterfoil.core.account.Revision;
import io.counterfoil.core.change.ChainCheck;
import io.counterfoil.core.change.ChainCheck.Flaw;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Checks a file that [AuditExport] wrote: every entry, their order, that none is missing, and who
/// signed it.
public final class ExportCheck {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final @Nullable Revision kept;
  private final @Nullable String publicKey;

  /// @param kept a head that somebody kept elsewhere; null for none
  /// @param publicKey of whoever must have signed; null for whoever did
  public ExportCheck(@Nullable Revision kept, @Nullable String publicKey) {
    this.kept = kept;
    this.publicKey = publicKey;
  }

  /// What the check came to.
  ///
  /// @param last the newest revision that fits
  /// @param entries how many fit
  /// @param whole whether the file claims to hold every entry
  /// @param signer the public key that signed; empty where nothing was signed
  /// @param flaw what is wrong, beginning with the first bad entry; null where nothing is
  public record Verdict(
      Revision last, long entries, boolean whole, String signer, @Nullable String flaw) {}

  /// Checks the lines.
  public Verdict check(BufferedReader lines) throws IOException {
    JsonNode first = json(lines.readLine());
    SignedHead head;
    try {
      head = SignedHead.of(first.path("head"));
    } catch (IllegalArgumentException e) {
      return new Verdict(
          Revision.NONE,
          0,
          false,
          "",
          "the first line names no head (expected: as it was exported)");
    }
    boolean whole = first.path("whole").asBoolean();
    ChainCheck walk = whole ? ChainCheck.ofAll(kept) : ChainCheck.ofSome();
    String flaw = flaw(head, whole, walk, lines);
    return new Verdict(walk.last(), walk.entries(), whole, head.publicKey(), flaw);
  }

  private @Nullable String flaw(
      SignedHead head, boolean whole, ChainCheck walk, BufferedReader lines) throws IOException {
    MessageDigest digest = AuditExport.sha256();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode json = json(line);
      if (json.has("entries")) {
        String flaw = flawOfEnd(json, head, whole, walk, HexFormat.of().formatHex(digest.digest()));
        return flaw != null || lines.readLine() == null
            ? flaw
            : "lines follow the signed last one (expected: none)";
      }
      Flaw flaw = entry(json, walk);
      if (flaw != null) {
        return flaw.toString();
      }
      digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return "the file breaks off after entry "
        + walk.last().number()
        + " (expected: a signed last line); export it again";
  }

  private static JsonNode json(@Nullable String line) {
    try {
      return line == null ? MissingNode.getInstance() : JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance(); // said by whoever asks for an entry
    }
  }

  private static @Nullable Flaw entry(JsonNode json, ChainCheck walk) {
    try {
      return walk.add(AuditLine.read(json));
    } catch (IllegalArgumentException e) {
      return new Flaw(
          walk.last().number() + 1, "what stands in its place is no entry: " + e.getMessage());
    }
  }

  private @Nullable String flawOfEnd(
      JsonNode end, SignedHead head, boolean whole, ChainCheck walk, String hash) {
    if (whole && !head.revision().equals(walk.last())) {
      return "entry "
          + (walk.last().number() + 1)
          + ": it is missing (expected: up to entry "
          + head.revision().number()
          + ", at which the file was exported)";
    }
    Flaw cut = walk.end();
    if (cut != null) {
      return cut.toString();
    }
    long entries = end.path("entries").asLong(-1);
    if (entries != walk.entries() || !end.path("sha256").asText().equals(hash)) {
      return "an entry was altered, added or removed: there are "
          + walk.entries()
          + " (expected: the "
          + entries
          + " that were exported, unaltered)";
    }
    if (publicKey != null && !publicKey.equals(head.publicKey())) {
      return "the file was signed by "
          + AuditKey.fingerprint(head.publicKey())
          + " (expected: "
          + AuditKey.fingerprint(publicKey)
          + ")";
    }
    String text = AuditExport.text(head, whole, entries, hash);
    return head.isSigned()
            && AuditKey.verifies(head.publicKey(), text, end.path("signature").asText())
        ? null
        : "the signatures are not of what the file says (expected: unaltered)";
  }
}
